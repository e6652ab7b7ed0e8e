/**
 * Kaizala counts calls by the minute; a second more, because calls reach it with differing delays and so may
 * come closer together there than they were sent.
 */
const WINDOW_MS = 61_000;
/** The part of the calls that may follow each other at once after a quiet time. */
const BURST_PART = 0.25;

/**
 * When the next call may be made, such that no minute ever has more than `limit` of them. After a quiet time
 * the first ones go at once. The rest are spread evenly over the time until old ones lapse, so that whoever
 * comes in the middle of a backlog never waits long for a free one.
 * @param calls earlier calls in ascending order, as far as they still count. Times are in milliseconds.
 * @returns the time of the next call, never before the last one.
 */
export function nextCall(calls: readonly number[], nowMs: number, limit: number): number {
  const from = Math.max(nowMs, calls.at(-1) ?? nowMs);
  const recent = callsInWindow(calls, from);
  const [oldest] = recent;
  const last = recent.at(-1);
  if (oldest === undefined || last === undefined) return from;
  if (recent.length >= limit) return Math.max(from, (recent[recent.length - limit] ?? last) + WINDOW_MS);
  if (recent.length < limit * BURST_PART) return from;
  return Math.max(from, last + (oldest + WINDOW_MS - last) / (limit - recent.length + 1));
}

/** Those of the calls that still count at that time. */
export function callsInWindow(calls: readonly number[], atMs: number): number[] {
  return calls.filter((call) => call > atMs - WINDOW_MS);
}
