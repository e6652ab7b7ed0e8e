import type { Next, Request, Response } from 'restify';

/**
 * Refuses a request whose target, with its Host header, makes no url, such as `Host: a b`. Restify parses it outside
 * of all handlers, where a failure would end the process.
 */
export function refuseOddAddress(request: Request, response: Response, next: Next): void {
  try {
    request.getUrl();
    next();
  } catch {
    response.header('connection', 'close');
    response.send(400, {
      error: { code: 'BadAddress', message: 'The target and the Host header of the request make no url.' },
    });
    next(false);
  }
}
