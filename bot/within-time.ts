import { BridgeError } from '../services/errors.ts';

/** Something took longer than it may. It may still come to its end, unnoticed. */
class TimeoutError extends BridgeError {
  constructor(ms: number) {
    super('timeout', `No answer came within ${ms / 1000} s.`, { action: 'retry' });
  }
}

/**
 * Settles as the promise does, or rejects with a TimeoutError when the time is over.
 * @param ms what is left of it; below 0, when it was over before, counts as 0
 */
export async function withinTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  const left = Math.max(ms, 0);
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new TimeoutError(left)), left);
  // Whichever comes second is nobody's business any more.
  promise.catch(() => {});
  try {
    return await Promise.race([promise, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
