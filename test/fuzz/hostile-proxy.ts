import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request as send } from 'undici';
import type { HostileAnswer } from './hostile-answer.ts';
import { mutate } from './mutation.ts';

/** Stands between the bot and a service, and answers in its place whenever it is told to. */
export class HostileProxy {
  /** Without a slash at the end. */
  readonly origin: string;
  /** Asked at each request; undefined: the service answers. May be set. */
  next: (path: string) => HostileAnswer | undefined = () => undefined;
  /** How many requests it has answered itself. */
  struck = 0;
  readonly #upstream: string;
  readonly #server: Server;
  readonly #agent = new Agent();

  private constructor(upstream: string, server: Server) {
    this.#upstream = upstream;
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** @param upstream the origin of the service */
  static async start(upstream: string): Promise<HostileProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new HostileProxy(upstream, server);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#agent.destroy();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const hostile = this.next(request.url ?? '');
    if (hostile) this.struck += 1;
    if (hostile?.kind === 'raw' || hostile?.kind === 'reset') {
      request.resume();
      request.on('error', () => {});
      const { socket } = response;
      if (hostile.kind === 'reset') return void socket?.resetAndDestroy();
      await delay(hostile.pauseMs);
      socket?.end(Buffer.from(hostile.bytes));
      return;
    }
    const { connection, 'transfer-encoding': _, ...headers } = request.headers;
    const answer = await send(this.#upstream + (request.url ?? ''), {
      method: request.method as 'GET',
      headers,
      body: await buffer(request),
      dispatcher: this.#agent,
    });
    const body = Buffer.from(await answer.body.arrayBuffer());
    const sent = hostile ? Buffer.from(mutatedJson(body, hostile.changes)) : body;
    const { connection: __, 'transfer-encoding': ___, ...kept } = answer.headers;
    response.writeHead(answer.statusCode, { ...kept, 'content-length': sent.length });
    response.end(sent);
  }
}

function mutatedJson(body: Buffer, changes: Parameters<typeof mutate>[1]): string {
  try {
    return mutate(JSON.parse(body.toString()), changes);
  } catch {
    return mutate(body.toString(), changes);
  }
}
