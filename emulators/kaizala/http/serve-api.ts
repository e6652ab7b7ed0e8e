import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../api/api-error.ts';
import { authenticate } from '../api/authenticate.ts';
import type { Kaizala } from '../api/call.ts';
import type { LocatedCall } from '../api/locate.ts';
import type { Fault } from '../faults/fault.ts';
import { strikeAfter } from '../faults/strike-after.ts';
import { strikeBefore } from '../faults/strike-before.ts';
import { HANDLERS } from '../operations/handlers.ts';
import { answerError } from './answer-error.ts';
import { answerJson } from './answer-json.ts';
import { type Pace, readBody } from './read-body.ts';

/** Answers one API call, under the fault that strikes it if there is one. */
export async function serveApi(
  call: LocatedCall,
  request: IncomingMessage,
  response: ServerResponse,
  context: { kaizala: Kaizala; fault: Fault | undefined; url: URL },
): Promise<void> {
  const { kaizala, fault, url } = context;
  try {
    if (fault !== undefined && !strikeBefore(fault, kaizala.state, kaizala.now(), response)) return;
    if (call.endpointPath !== undefined) {
      authenticate(request.headers, kaizala);
      kaizala.callLimit.count();
      refuseFormerEndpoint(call.endpointPath, kaizala, url.origin);
    }
    const body = await HANDLERS[call.operation]({
      headers: request.headers,
      query: url.searchParams,
      groupId: call.groupId,
      origin: url.origin,
      body: readBody(request, paceOf(fault, response)),
      kaizala,
    });
    if (fault === undefined || strikeAfter(fault, body, response)) answerJson(response, 200, body);
  } catch (error) {
    const connectionIsGone = response.socket?.destroyed !== false;
    if (connectionIsGone) return;
    answerError(response, error);
    // What the client still sends is read and dropped, or it could not read the answer.
    request.resume();
  }
}

function paceOf(fault: Fault | undefined, response: ServerResponse): Pace | undefined {
  if (fault?.kind !== 'slow') return undefined;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return { bytesPerSecond: fault.bytesPerSecond, signal: gone.signal };
}

function refuseFormerEndpoint(endpointPath: string, { state }: Kaizala, origin: string): void {
  if (endpointPath === state.endpointPath) return;
  throw new ApiError(308, 'EndpointMoved', 'The endpoint has moved', {
    headers: { Location: `${origin}${state.endpointPath}` },
  });
}
