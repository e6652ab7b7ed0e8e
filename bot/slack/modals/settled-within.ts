import { setTimeout as delay } from 'node:timers/promises';

/** Settles as the promise does; undefined if it has not by then. */
export async function settledWithin<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const patience = new AbortController();
  // Whoever asked waits for it some other way.
  promise.catch(() => {});
  const late = delay(ms, undefined, { signal: patience.signal }).catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    patience.abort();
  }
}
