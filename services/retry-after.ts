const DEFAULT_MS = 60_000;
const SHORTEST_MS = 1000;
const LONGEST_MS = 3_600_000;

/**
 * How long a `Retry-After` header asks to wait, in milliseconds: whole seconds as services send it, or a date
 * as a proxy may. Calls are counted by the minute, so a minute is the answer to a header that is missing or
 * makes no sense, and nobody is made to wait for more than an hour.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number {
  const text = header?.trim() ?? '';
  const asked = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  if (!(asked >= 0)) return DEFAULT_MS;
  return Math.min(Math.max(asked, SHORTEST_MS), LONGEST_MS);
}
