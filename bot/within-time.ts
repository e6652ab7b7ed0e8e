import { setTimeout as delay } from 'node:timers/promises';
import { BridgeError } from '../services/errors.ts';

/** Something took longer than it may. It may still come to its end, unnoticed. */
class TimeoutError extends BridgeError {
  constructor(ms: number) {
    super('timeout', `No answer came within ${ms / 1000} s.`, { action: 'retry' });
  }
}

/** Settles as the promise does, or rejects with a TimeoutError when the time is over. */
export async function withinTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  const timer = new AbortController();
  const timeout = delay(ms, undefined, { signal: timer.signal }).then(() => {
    throw new TimeoutError(ms);
  });
  // Whichever comes second is nobody's business any more.
  timeout.catch(() => {});
  promise.catch(() => {});
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    timer.abort();
  }
}
