import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../api/api-error.ts';
import type { Kaizala } from '../api/call.ts';
import { locate } from '../api/locate.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { SECURITY_HEADERS } from '../web/security-headers.ts';
import { serveWeb } from '../web/serve-web.ts';
import { answerError } from './answer-error.ts';
import type { RequestLog } from './request-log.ts';
import { serveApi } from './serve-api.ts';

/** Deals with one request, to its end. Rejects only on a fault of the emulator's own. */
export async function handleRequest(
  context: { kaizala: Kaizala; faults: FaultPlan; requests: RequestLog },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { kaizala, faults, requests } = context;
  const { method = '', url: target = '', headers } = request;
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  const url = URL.parse(target, `http://${headers.host}`);
  if (url === null)
    return answerError(response, new ApiError(400, 'InvalidParameters', 'The url is malformed'));
  const call = locate(kaizala.state, method, url.pathname);
  if (call !== undefined) {
    requests.add(call.operation, request, response, kaizala.now());
    const fault = faults.take(call.operation);
    return serveApi(call, request, response, { kaizala, fault, url });
  }
  try {
    if (await serveWeb(kaizala, faults, url, request, response)) return;
    throw new ApiError(404, 'NotFound', `There is no ${method} ${url.pathname}`);
  } catch (error) {
    answerError(response, error);
    request.resume();
  }
}
