import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Activity } from '../../../emulators/teams/activity.ts';

export interface StubBot {
  readonly endpoint: string;
  /** The bodies that have come in, parsed where they are JSON. */
  readonly received: unknown[];
  close(): Promise<void>;
}

/** A bot that keeps what it gets and answers with what `respond` gives, or else an empty 200. */
export async function startStubBot(
  respond: (activity: Activity) => Promise<unknown> | unknown = () => undefined,
): Promise<StubBot> {
  const received: unknown[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    try {
      received.push(JSON.parse(body));
    } catch {
      received.push(body);
      response.writeHead(400).end('not JSON');
      return;
    }
    const answer = await respond(received.at(-1) as Activity);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}/api/messages`,
    received,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
