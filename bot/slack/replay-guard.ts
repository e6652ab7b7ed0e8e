import { MOST_SECONDS_APART } from './verify-signature.ts';

/** Knows the requests of a signature's lifetime, to tell those that somebody has recorded and sends again. */
export class ReplayGuard {
  /** When each signature stops to be valid, in seconds since the epoch, the oldest first. */
  readonly #seen = new Map<string, number>();

  /**
   * Notes a request. Only for those whose signature is valid.
   * @param timestamp when it was signed, in seconds since the epoch
   * @returns whether it has been here before
   */
  isReplay({ signature, timestamp }: { signature: string; timestamp: number }, nowMs = Date.now()): boolean {
    for (const [old, validUntil] of this.#seen) {
      if (validUntil >= nowMs / 1000) break;
      this.#seen.delete(old);
    }
    if (this.#seen.has(signature)) return true;
    this.#seen.set(signature, timestamp + MOST_SECONDS_APART);
    return false;
  }
}
