import { setTimeout as delay } from 'node:timers/promises';
import { SocketModeClient } from '@slack/socket-mode';
import type { Logger } from 'pino';
import { webClientOptions } from '../../services/slack/web-client-options.ts';
import { withinTime } from '../within-time.ts';
import type { SlackIntake } from './slack-intake.ts';
import { socketLog } from './socket-log.ts';
import { type SlackFrame, takeFrame } from './take-frame.ts';

export interface SocketModeOptions {
  readonly appToken: string;
  /** Of the Web API, with a slash at the end. */
  readonly apiUrl: string;
  readonly intake: SlackIntake;
  readonly log: Logger;
}

/** How long it may take until Slack says hello, in milliseconds. */
const CONNECTING_TAKES_MS = 20_000;
const CLOSING_TAKES_MS = 3_000;
/** A connection that did not last so long counts as failed, in milliseconds. Slack renews them every few hours. */
const LASTING_MS = 10_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Has Slack bring everything by a connection that the bot opens, for bots without a public address. Whatever
 * happens to the connection, another one is opened. The library would do so as well, but of some errors on the way
 * it makes rejections that nobody handles, which end the process (ran @slack/socket-mode 3.1.0).
 */
export class SocketMode {
  readonly #options: SocketModeOptions;
  readonly #stopping = new AbortController();
  #client: SocketModeClient | undefined;

  constructor(options: SocketModeOptions) {
    this.#options = options;
  }

  /** Begins to connect, and does not wait for it. */
  start(): void {
    void this.#keepConnected();
  }

  /** Takes nothing more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#disconnect();
  }

  async #keepConnected(): Promise<void> {
    const { log } = this.#options;
    for (let failures = 0; !this.#stopping.signal.aborted; ) {
      const lastedMs = await this.#connect().catch((error: unknown) => {
        log.warn(
          { err: error ?? new Error('The connection was closed.') },
          'Slack can’t be reached by Socket Mode; it is tried again',
        );
        return 0;
      });
      failures = lastedMs < LASTING_MS ? failures + 1 : 0;
      await this.#disconnect();
      const pauseMs = failures === 0 ? 0 : Math.min(500 * 2 ** failures, LONGEST_PAUSE_MS);
      await delay(pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
    }
  }

  /** Resolves when the connection is over, with how long it was open, in milliseconds. */
  async #connect(): Promise<number> {
    const { log } = this.#options;
    const client = this.#createClient();
    this.#client = client;
    const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
    await withinTime(client.start(), CONNECTING_TAKES_MS);
    const openedAt = Date.now();
    log.info('connected to Slack by Socket Mode');
    await ended;
    return Date.now() - openedAt;
  }

  #createClient(): SocketModeClient {
    const { appToken, apiUrl, intake, log } = this.#options;
    const { logLevel: _, ...clientOptions } = webClientOptions(apiUrl);
    const client = new SocketModeClient({
      appToken,
      clientOptions,
      autoReconnectEnabled: false,
      logger: socketLog(log),
    });
    client.on('slack_event', (frame: SlackFrame) => void takeFrame(frame, intake, log));
    guardFrames(client, log);
    return client;
  }

  async #disconnect(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client) await withinTime(client.disconnect(), CLOSING_TAKES_MS).catch(() => {});
  }
}

/** A frame that is not as the library expects it would end the process by a rejection that nobody handles. */
function guardFrames(client: SocketModeClient, log: Logger): void {
  const [read] = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (...frame: unknown[]) => {
    Promise.resolve(read?.(...frame)).catch((error: unknown) => {
      log.warn({ err: error }, 'a frame of Slack could not be read');
    });
  });
}
