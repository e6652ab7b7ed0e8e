import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
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
import { goneSignal } from './gone-signal.ts';
import { readBody } from './read-body.ts';
import { reset } from './reset.ts';

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
      body: await bodyOf(request, response, fault),
      kaizala,
    });
    if (fault === undefined || (await strikeAfter(fault, body, response))) answerJson(response, 200, body);
  } catch (error) {
    const connectionIsGone = response.socket?.destroyed !== false;
    if (connectionIsGone) return;
    answerError(response, error);
    // What the client still sends is read and dropped, or it could not read the answer.
    request.resume();
  }
}

/** The request's body as the fault has it arrive. */
async function bodyOf(
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | undefined,
): Promise<AsyncIterable<Buffer>> {
  switch (fault?.kind) {
    case 'slow':
      return readBody(request, { bytesPerSecond: fault.bytesPerSecond, signal: goneSignal(response) });
    case 'resetThenEffect': {
      const whole = await buffer(readBody(request));
      reset(response);
      await delay(fault.delayMs);
      return Readable.from([whole]);
    }
    default:
      return readBody(request);
  }
}

function refuseFormerEndpoint(endpointPath: string, { state }: Kaizala, origin: string): void {
  if (endpointPath === state.endpointPath) return;
  throw new ApiError(308, 'EndpointMoved', 'The endpoint has moved', {
    headers: { Location: `${origin}${state.endpointPath}` },
  });
}
