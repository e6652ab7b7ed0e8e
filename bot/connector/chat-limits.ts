import { scopeOf } from '../../services/links/scope-of.ts';

interface Limit {
  readonly calls: number;
  readonly withinMs: number;
}

/** What a chat lets a bot send to, and change in, one conversation. */
export type ChatLimits = readonly Limit[];

/** For one conversation or thread of Teams. */
export const TEAMS_LIMITS: ChatLimits = [
  { calls: 7, withinMs: 1_000 },
  { calls: 8, withinMs: 2_000 },
  { calls: 60, withinMs: 30_000 },
  { calls: 1_800, withinMs: 3_600_000 },
];

/**
 * For one channel of Slack with its threads. Slack speaks of about one message a second, but takes bursts, and says
 * by 429 when it has had enough.
 */
export const SLACK_LIMITS: ChatLimits = [{ calls: 20, withinMs: 1_000 }];

/** Calls arrive closer together than they left by up to so much, in milliseconds (inferred). */
const JITTER_MS = 100;

/** After this long a call counts no more, in milliseconds. */
export const LONGEST_WINDOW_MS = 3_600_000 + JITTER_MS;

/**
 * The earliest time from `now` on at which another call keeps to all limits. Times are in milliseconds.
 * @param calledAt the calls so far, oldest first; those older than the longest window may be left out.
 */
export function earliestCall(calledAt: readonly number[], now: number, limits: ChatLimits): number {
  return limits.reduce((earliest, { calls, withinMs }) => {
    // Once this one has left the window, there is room for one more.
    const oldest = calledAt[calledAt.length - calls];
    return oldest === undefined ? earliest : Math.max(earliest, oldest + withinMs + JITTER_MS);
  }, now);
}

/** Which conversations share limits, by a name of theirs, and these limits. */
export function limitsOf(conversationKey: string): { readonly key: string; readonly limits: ChatLimits } {
  return conversationKey.startsWith('slack|')
    ? { key: scopeOf(conversationKey), limits: SLACK_LIMITS }
    : { key: conversationKey, limits: TEAMS_LIMITS };
}
