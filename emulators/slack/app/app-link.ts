import { type AppAnswer, isGood, type RetryReason } from './app-answer.ts';
import { type AppRequest, postToApp } from './post-to-app.ts';
import type { SocketServer } from './socket-server.ts';

export interface LinkOptions {
  readonly signingSecret: string;
  /** How long the app may take: 3 s if absent. */
  readonly answerWithinMs?: number;
  /** When an event that was not answered is sent again: at once, after a minute, after five if absent. */
  readonly retryDelaysMs?: readonly number[];
}

/** What was sent to the app, and how it answered. */
export interface Delivery {
  readonly kind: 'event' | 'command' | 'interaction';
  readonly payload: Readonly<Record<string, unknown>>;
  /** 0 for the first attempt. */
  readonly retryNum: number;
  readonly answer: AppAnswer;
}

/** Which attempt it is, and why. */
export interface Retry {
  readonly num: number;
  readonly reason: RetryReason | 'unknown_error';
}

/** The way from Slack to the app. */
export class AppLink {
  /** Where the app listens, without a slash at the end; undefined: nowhere yet. May be set. */
  endpoint: string | (() => string) | undefined;
  /** Whether all is sent by Socket Mode. May be set. */
  usesSocketMode = false;
  /** Everything that has been sent and answered, oldest answer first. */
  readonly deliveries: Delivery[] = [];
  readonly socket: SocketServer;
  readonly #secret: string;
  readonly #withinMs: number;
  readonly #retryDelaysMs: readonly number[];
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(socket: SocketServer, options: LinkOptions) {
    const { signingSecret, answerWithinMs = 3_000, retryDelaysMs = [0, 60_000, 300_000] } = options;
    this.socket = socket;
    this.#secret = signingSecret;
    this.#withinMs = answerWithinMs;
    this.#retryDelaysMs = retryDelaysMs;
  }

  /** Tells of an event, and in the background again if that fails. Resolves with the first answer. */
  async sendEvent(envelope: Readonly<Record<string, unknown>>): Promise<Delivery> {
    const delivery = await this.redeliver(envelope, undefined);
    this.#planRetry(envelope, delivery, 0);
    return delivery;
  }

  /** Tells of an event once. */
  redeliver(envelope: Readonly<Record<string, unknown>>, retry: Retry | undefined): Promise<Delivery> {
    const headers = retry && {
      'x-slack-retry-num': String(retry.num),
      'x-slack-retry-reason': retry.reason,
    };
    const attempt = retry && { retry_attempt: retry.num, retry_reason: retry.reason };
    const answer = this.usesSocketMode
      ? this.socket.send(
          { type: 'events_api', payload: envelope, accepts_response_payload: false, ...attempt },
          this.#withinMs,
        )
      : this.post('/slack/events', JSON.stringify(envelope), { contentType: 'application/json', headers });
    return this.#note('event', envelope, retry?.num ?? 0, answer);
  }

  /** Tells of a slash command. */
  sendCommand(fields: Readonly<Record<string, string>>): Promise<Delivery> {
    const answer = this.usesSocketMode
      ? this.#sendFrame('slash_commands', fields)
      : this.post('/slack/commands', new URLSearchParams(fields).toString());
    return this.#note('command', fields, 0, answer);
  }

  /** Tells of a press, a modal, a shortcut, or what somebody types into a menu. */
  sendInteraction(payload: Readonly<Record<string, unknown>>): Promise<Delivery> {
    const answer = this.usesSocketMode
      ? this.#sendFrame('interactive', payload)
      : this.post('/slack/interactive', new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
    return this.#note('interaction', payload, 0, answer);
  }

  /** Posts any body to a path of the app, signed unless `secret` is undefined. Never rejects. */
  async post(
    path: string,
    body: string,
    request: Partial<Omit<AppRequest, 'url' | 'body'>> = {},
  ): Promise<AppAnswer> {
    const { endpoint } = this;
    if (endpoint === undefined) {
      return { status: 0, body: '', durationMs: 0, wantsNoRetry: true, failure: 'connection_failed' };
    }
    return postToApp({
      contentType: 'application/x-www-form-urlencoded',
      secret: this.#secret,
      withinMs: this.#withinMs,
      ...request,
      url: (typeof endpoint === 'function' ? endpoint() : endpoint) + path,
      body,
    });
  }

  /** Does something that nobody waits for. */
  inBackground(work: () => Promise<unknown>): void {
    const doing = work();
    this.#underWay.add(doing);
    doing.finally(() => this.#underWay.delete(doing));
  }

  /** Resolves once nothing is on its way to the app; retries that are still to come don't count. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  /** Drops the retries that are still to come. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.endpoint = undefined;
  }

  #sendFrame(type: 'slash_commands' | 'interactive', payload: unknown): Promise<AppAnswer> {
    return this.socket.send({ type, payload, accepts_response_payload: true }, this.#withinMs);
  }

  async #note(
    kind: Delivery['kind'],
    payload: Delivery['payload'],
    retryNum: number,
    answered: Promise<AppAnswer>,
  ): Promise<Delivery> {
    const delivery = { kind, payload, retryNum, answer: await answered };
    this.deliveries.push(delivery);
    return delivery;
  }

  #planRetry(envelope: Readonly<Record<string, unknown>>, { answer }: Delivery, retries: number): void {
    const delay = this.#retryDelaysMs[retries];
    if (isGood(answer) || answer.wantsNoRetry || delay === undefined) return;
    const retry = { num: retries + 1, reason: answer.failure ?? 'unknown_error' } as const;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.inBackground(async () => {
        this.#planRetry(envelope, await this.redeliver(envelope, retry), retry.num);
      });
    }, delay);
    timer.unref();
    this.#timers.add(timer);
  }
}
