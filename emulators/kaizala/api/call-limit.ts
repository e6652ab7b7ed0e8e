import { ApiError } from './api-error.ts';

const WINDOW_MS = 60_000;

/**
 * The calls of one connector in the last minute. `count` throws a 429 when the limit is reached; `Retry-After`
 * is the time until a call will be let through. That refused calls don't count is inferred.
 */
export class CallLimit {
  readonly #callsPerMinute: number;
  readonly #now: () => number;
  #calls: number[] = [];

  constructor(callsPerMinute: number, now: () => number) {
    this.#callsPerMinute = callsPerMinute;
    this.#now = now;
  }

  count(): void {
    const now = this.#now();
    this.#calls = this.#calls.filter((time) => time > now - WINDOW_MS);
    const oldest = this.#calls[0];
    if (oldest !== undefined && this.#calls.length >= this.#callsPerMinute) {
      const seconds = Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000));
      throw new ApiError(429, 'TooManyRequests', `More than ${this.#callsPerMinute} calls in a minute`, {
        headers: { 'Retry-After': String(seconds) },
      });
    }
    this.#calls.push(now);
  }
}
