import type { Urgency } from './call-queue.ts';

/**
 * How long a turn may be at work with the chat, in milliseconds, whatever it sends and changes: Teams gives up on a
 * press of a button after ten seconds, and on a message after fifteen.
 */
const TURN_TAKES_MS = 8_000;
/** What a call gets all the same if its turn has taken so long with other things. */
const LEAST_MS = 1_000;
/** How long one call may wait, be made and be repeated outside of a turn. */
const TAKES_MS: Record<Exclude<Urgency, 'turn'>, number> = { change: 20_000, progress: 3_000 };

/** When a call to the chat has to be over, in milliseconds since the epoch. */
export function callDeadline(urgency: Urgency, turnBeganAt: number, now = Date.now()): number {
  if (urgency !== 'turn') return now + TAKES_MS[urgency];
  return Math.max(turnBeganAt + TURN_TAKES_MS, now + LEAST_MS);
}
