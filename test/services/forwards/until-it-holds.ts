import { setTimeout as delay } from 'node:timers/promises';

/** Runs an assertion until it holds, where no event tells when that is; fails with its last complaint. */
export async function untilItHolds(
  assertion: () => Promise<void> | void,
  patienceMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(20);
    }
  }
}
