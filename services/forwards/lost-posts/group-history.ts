import type { ActionList, ActionType, CallOptions, KaizalaClient } from '../../kaizala/types.ts';

export interface HistoryQuery {
  readonly groupId: string;
  readonly actionType: ActionType;
  /** By this machine's clock. */
  readonly since: Date;
}

/** How far Kaizala's clock may be from this machine's beyond what its answers tell of it. */
const CLOCK_SKEW_MS = 5 * 60_000;
const NARROW_MS = 10_000;
const COUNT = 100;
const LARGE_COUNT = 1_000;

/**
 * The actions of one type that a group has had since a moment of this machine's clock, and some that are older,
 * since clocks differ. `hasMore` says that the list is not complete, whatever was tried.
 */
export async function groupHistory(
  kaizala: KaizalaClient,
  { groupId, actionType, since }: HistoryQuery,
  options: CallOptions,
): Promise<ActionList> {
  const ask = (offsetMs: number, count: number) =>
    kaizala.listActions(groupId, { actionType, since: new Date(since.getTime() + offsetMs), count }, options);
  const first = await ask(-CLOCK_SKEW_MS, COUNT);
  const aheadMs = first.answeredAt ? first.answeredAt.getTime() - Date.now() : 0;
  const isFarBehind = aheadMs < -CLOCK_SKEW_MS / 2;
  const whole = isFarBehind ? await ask(aheadMs - CLOCK_SKEW_MS, COUNT) : first;
  if (!whole.hasMore) return whole;
  const longer = await ask(Math.min(aheadMs, 0) - CLOCK_SKEW_MS, LARGE_COUNT);
  return longer.hasMore ? ask(aheadMs - NARROW_MS, LARGE_COUNT) : longer;
}
