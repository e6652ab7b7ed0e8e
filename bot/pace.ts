import { setTimeout as delay } from 'node:timers/promises';

/** Keeps things that happen under one key apart in time. */
export class Pace {
  readonly #intervalMs: number;
  readonly #resting = new Map<string, Promise<unknown>>();

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** Resolves when the interval since the last turn of this key is over, which begins the next. */
  async wait(key: string): Promise<void> {
    await this.#resting.get(key);
    const rest = delay(this.#intervalMs, undefined, { ref: false }).then(() => this.#resting.delete(key));
    this.#resting.set(key, rest);
  }
}
