import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedRequest {
  readonly route: string;
  /** Path and query as they came over the wire. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Tells the connections apart. */
  readonly clientPort: number | undefined;
}

/** An answer to give once the whole request has come. A body that is no string is sent as JSON. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** Takes the request over before its body is read; such a request is recorded without a body. */
export type Takeover = (request: IncomingMessage, response: ServerResponse) => void;

export type Step = Reply | Takeover;

/** A real HTTP server on loopback that answers each route from a script and records what it was sent. */
export class ScriptedServer {
  readonly requests: RecordedRequest[] = [];
  readonly #script = new Map<string, Step[]>();
  readonly #server = createServer(((request, response) => {
    void this.#serve(request, response);
  }) satisfies RequestListener);

  static async start(): Promise<ScriptedServer> {
    const scripted = new ScriptedServer();
    await new Promise<void>((resolve) => scripted.#server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Sets the answers to a route such as `GET /v1/groups`, in order; the last one is given from then on. */
  script(route: string, ...steps: Step[]): void {
    this.#script.set(route, steps);
  }

  requestsTo(route: string): RecordedRequest[] {
    return this.requests.filter((request) => request.route === route);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = request.url ?? '';
    const route = `${request.method} ${target.split('?')[0]}`;
    const steps = this.#script.get(route) ?? [];
    const step = (steps.length > 1 ? steps.shift() : steps[0]) ?? { status: 404 };
    const isTakeover = typeof step === 'function';
    const recorded = { route, target, headers: request.headers, clientPort: request.socket.remotePort };
    if (isTakeover) {
      this.requests.push({ ...recorded, body: Buffer.alloc(0) });
      step(request, response);
      return;
    }
    const chunks: Buffer[] = await request.toArray().catch(() => []);
    this.requests.push({ ...recorded, body: Buffer.concat(chunks) });
    response.writeHead(step.status ?? 200, step.headers);
    response.end(typeof step.body === 'string' ? step.body : JSON.stringify(step.body ?? {}));
  }
}
