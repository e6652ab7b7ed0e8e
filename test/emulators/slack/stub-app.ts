import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as it came in. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface StubApp {
  /** Without a slash at the end. */
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** What an app answers with; a plain 200 if it is undefined, nothing at all if it is `hang`. */
export type Response = { readonly status?: number; readonly body?: unknown } | 'hang' | undefined;

/** An app that keeps what it gets. */
export async function startStubApp(
  respond: (request: Received) => Response = () => undefined,
): Promise<StubApp> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { url = '', headers } = request;
    const one = { path: url, headers, body: await text(request) };
    received.push(one);
    const answer = respond(one);
    if (answer === 'hang') return;
    response.statusCode = answer?.status ?? 200;
    response.end(answer?.body === undefined ? '' : JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The event in the body of a request. Throws if none came. */
export function eventOf(request: Received | undefined): Record<string, unknown> {
  if (request === undefined) throw new Error('No request came.');
  return JSON.parse(request.body).event;
}

/** The interaction in the body of a request. */
export function payloadOf({ body }: Received): Record<string, unknown> {
  return JSON.parse(new URLSearchParams(body).get('payload') ?? '');
}
