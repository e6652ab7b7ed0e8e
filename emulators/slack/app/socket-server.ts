import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { AppAnswer } from './app-answer.ts';

const acknowledgement = z.looseObject({ envelope_id: z.string(), payload: z.unknown().optional() });

/** What is sent in an envelope of Socket Mode. */
export interface Frame {
  readonly type: 'events_api' | 'slash_commands' | 'interactive';
  readonly payload: unknown;
  readonly accepts_response_payload: boolean;
  readonly retry_attempt?: number;
  readonly retry_reason?: string;
}

/** Socket Mode: the connections that the app holds open, and what is sent along them. */
export class SocketServer {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #appId: string;
  readonly #tickets = new Set<string>();
  readonly #acknowledged = new Map<string, (payload: unknown) => void>();
  /** Envelope ids that the app has acknowledged, oldest first. */
  readonly acknowledgements: string[] = [];
  #turn = 0;

  constructor(appId: string) {
    this.#appId = appId;
  }

  get connections(): number {
    return this.#open.length;
  }

  /** An address for one connection. */
  ticketUrl(host: string): string {
    const ticket = randomBytes(16).toString('hex');
    this.#tickets.add(ticket);
    return `ws://${host}/link/?ticket=${ticket}&app_id=${this.#appId}`;
  }

  /** Takes a connection with a ticket that was not used before. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    if (pathname !== '/link/' || !this.#tickets.delete(searchParams.get('ticket') ?? '')) {
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (client) => {
      client.on('message', (data) => this.#take(String(data)));
      const hello = {
        type: 'hello',
        num_connections: this.connections,
        connection_info: { app_id: this.#appId },
      };
      client.send(
        JSON.stringify({ ...hello, debug_info: { host: 'emulator', approximate_connection_time: 18060 } }),
      );
    });
  }

  /** Sends a frame along one connection, and waits for its acknowledgement. Never rejects. */
  async send(frame: Frame, withinMs: number): Promise<AppAnswer> {
    const start = performance.now();
    const open = this.#open;
    this.#turn += 1;
    const client = open[this.#turn % open.length];
    if (client === undefined) {
      return { status: 0, body: '', durationMs: 0, wantsNoRetry: false, failure: 'connection_failed' };
    }
    const id = randomUUID();
    const answered = new Promise<{ payload: unknown } | undefined>((resolve) => {
      const timer = setTimeout(() => resolve(undefined), withinMs);
      this.#acknowledged.set(id, (payload) => {
        clearTimeout(timer);
        resolve({ payload });
      });
    });
    client.send(JSON.stringify({ envelope_id: id, ...frame }));
    const answer = await answered;
    this.#acknowledged.delete(id);
    const durationMs = performance.now() - start;
    if (answer === undefined) {
      return { status: 0, body: '', durationMs, wantsNoRetry: false, failure: 'http_timeout' };
    }
    const body = JSON.stringify(answer.payload) ?? '';
    return { status: 200, body: body === '{}' ? '' : body, durationMs, wantsNoRetry: false };
  }

  /** Asks the app to connect anew, as Slack does from time to time. */
  disconnectAll(reason: 'refresh_requested' | 'warning' = 'refresh_requested'): void {
    for (const client of this.#open) client.send(JSON.stringify({ type: 'disconnect', reason }));
  }

  /** Cuts all connections. */
  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  get #open(): WebSocket[] {
    return [...this.#server.clients].filter(({ readyState }) => readyState === WebSocket.OPEN);
  }

  #take(text: string): void {
    const { data } = acknowledgement.safeParse(JSON.parse(text));
    if (data === undefined) return;
    this.acknowledgements.push(data.envelope_id);
    this.#acknowledged.get(data.envelope_id)?.(data.payload);
  }
}
