import { setTimeout as delay } from 'node:timers/promises';
import type { CallLedger } from './types.ts';

/** What decides who of those that wait goes next. */
export interface CallRequest {
  /** Lower goes first. Absent: before all others, since a person waits for it. */
  readonly rank?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Waiter {
  readonly rank: number;
  readonly admit: () => void;
  readonly fail: (reason: unknown) => void;
}

/** For how long a reserved call that was not made can still be made, in milliseconds. */
const KEPT_MS = 500;

/**
 * Lets this process's calls to Kaizala go one by one, as the ledger that all instances share has room for them.
 * No more than one call is reserved ahead, so that a call of low rank never waits for a queue of others.
 */
export class CallBudget {
  readonly #ledger: CallLedger;
  /** By rank, and in order of arrival within one. */
  readonly #waiting: Waiter[] = [];
  #isServing = false;
  #pausedUntilMs = 0;
  /** The time of the one call that is reserved, until it is made. */
  #reservedMs: number | undefined;
  #idle = new AbortController();

  constructor(ledger: CallLedger) {
    this.#ledger = ledger;
  }

  /**
   * Resolves when a call may be made, and counts it.
   * @throws the signal's reason, or what the ledger fails with
   */
  async take({ rank = Number.NEGATIVE_INFINITY, signal }: CallRequest = {}): Promise<void> {
    signal?.throwIfAborted();
    const { promise, resolve: admit, reject: fail } = Promise.withResolvers<void>();
    const waiter: Waiter = { rank, admit, fail };
    const later = this.#waiting.findIndex((other) => other.rank > rank);
    this.#waiting.splice(later === -1 ? this.#waiting.length : later, 0, waiter);
    const onAbort = () => {
      this.#leave(waiter);
      fail(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    if (!this.#isServing) this.#serve();
    try {
      await promise;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Kaizala has asked for patience: no instance makes a call for so many milliseconds. */
  async pause(ms: number): Promise<void> {
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, performance.now() + ms);
    await this.#ledger.pause(ms);
  }

  /** When the next call may be made. What was reserved for those who have left since is still good for others. */
  async #nextCall(): Promise<number> {
    if (this.#reservedMs !== undefined && this.#reservedMs + KEPT_MS > performance.now())
      return this.#reservedMs;
    const waitMs = await this.#ledger.reserve();
    this.#reservedMs = performance.now() + waitMs;
    return this.#reservedMs;
  }

  #leave(waiter: Waiter): void {
    const index = this.#waiting.indexOf(waiter);
    if (index !== -1) this.#waiting.splice(index, 1);
    if (this.#waiting.length === 0) this.#idle.abort();
  }

  async #serve(): Promise<void> {
    this.#isServing = true;
    try {
      while (this.#waiting.length > 0) {
        this.#idle = new AbortController();
        const isPaused = this.#pausedUntilMs > performance.now();
        const dueMs = isPaused ? this.#pausedUntilMs : await this.#nextCall();
        const waitMs = Math.max(0, dueMs - performance.now());
        const isDue = await delay(waitMs, true, { signal: this.#idle.signal }).catch(() => false);
        if (!isDue || isPaused) continue;
        this.#reservedMs = undefined;
        // What was reserved before Kaizala asked for patience is let go of.
        if (performance.now() >= this.#pausedUntilMs) this.#waiting.shift()?.admit();
      }
    } catch (error) {
      for (const waiter of this.#waiting.splice(0)) waiter.fail(error);
    } finally {
      this.#isServing = false;
    }
  }
}
