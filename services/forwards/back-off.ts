const FIRST_MS = 2_000;
const LONGEST_MS = 10 * 60_000;

/**
 * How long to wait before another attempt, in milliseconds: doubling from two seconds to ten minutes, of
 * which the last half is random, so that many that failed together don't come back together.
 */
export function backOffMs(failedAttempts: number, random: () => number = Math.random): number {
  const full = Math.min(FIRST_MS * 2 ** Math.max(failedAttempts - 1, 0), LONGEST_MS);
  return Math.round(full / 2 + (full / 2) * random());
}
