import { type EventEmitter, once } from 'node:events';

/** A conversation that somebody watches. */
export interface Watched {
  /** Emits `event` after each event. */
  readonly changes: EventEmitter;
  /** Everything so far as text, for a person who wonders why a wait failed. */
  readonly transcript: () => string;
}

/**
 * Resolves with the first truthy value that `look` gives, now or after a later event. Rejects after the time-out,
 * in milliseconds, with the transcript in the message.
 */
export async function waitUntilSeen<T>(
  { changes, transcript }: Watched,
  look: () => T | undefined | null | false,
  timeoutMs: number,
): Promise<T> {
  const signal = AbortSignal.timeout(timeoutMs);
  for (;;) {
    const found = look();
    if (found) return found;
    try {
      await once(changes, 'event', { signal });
    } catch (cause) {
      throw new Error(`Not seen within ${timeoutMs} ms. The conversation was:\n${transcript()}`, { cause });
    }
  }
}
