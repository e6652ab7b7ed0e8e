import { Readable } from 'node:stream';
import { Agent } from 'undici';
import {
  createKaizalaClient,
  type KaizalaClientOptions,
} from '../../../services/kaizala/create-kaizala-client.ts';
import type { MediaFile } from '../../../services/kaizala/types.ts';
import { freeLedger } from './free-ledger.ts';
import { MemoryStore } from './memory-store.ts';
import { ScriptedServer } from './scripted-server.ts';

export const TOKEN_ROUTE = 'GET /v1/accessToken';
export const HOUR_MS = 3_600_000;
export const CREDENTIALS = {
  applicationId: 'app-1',
  applicationSecret: 'MARKED-application',
  refreshToken: 'MARKED-refresh-1',
};

/** A scripted Kaizala that hands out access tokens `MARKED-access-1`, …, and clients for it. */
export class Setting {
  readonly store = new MemoryStore();
  readonly agent = new Agent();
  /** What each client's clock shows. */
  nowMs = Date.parse('2026-03-01T12:00:00Z');
  readonly server: ScriptedServer;

  private constructor(server: ScriptedServer) {
    this.server = server;
    server.script(TOKEN_ROUTE, ...[1, 2, 3].map((number) => ({ body: this.tokenBody(number) })));
  }

  static async start(): Promise<Setting> {
    return new Setting(await ScriptedServer.start());
  }

  tokenBody(number: number, extra: object = {}): object {
    return {
      accessToken: `MARKED-access-${number}`,
      endpointUrl: `${this.server.url}/`,
      accessTokenExpiry: this.nowMs + 24 * HOUR_MS,
      refreshToken: '',
      scope: 'user',
      ...extra,
    };
  }

  client(options: Partial<KaizalaClientOptions> = {}) {
    return createKaizalaClient({
      apiRoot: this.server.url,
      credentials: CREDENTIALS,
      store: this.store,
      ledger: freeLedger,
      now: () => this.nowMs,
      dispatcher: this.agent,
      ...options,
    });
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.agent.destroy();
  }
}

/** A file in memory that remembers the streams that were opened on it. */
export function memoryFile(name: string, content: string | Buffer, size?: number) {
  const bytes = Buffer.from(content);
  const opened: Readable[] = [];
  return {
    name,
    size: size ?? bytes.length,
    opened,
    open() {
      const stream = Readable.from(bytes.length > 0 ? [bytes] : [], { objectMode: false });
      opened.push(stream);
      return stream;
    },
  } satisfies MediaFile & { opened: Readable[] };
}

/** What the promise fails with; fails itself if the promise doesn't. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('This was expected to fail.');
}
