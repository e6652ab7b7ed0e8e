import type { Queryable } from '../database/database.ts';
import type { ActionType, GroupAction, KaizalaClient } from '../kaizala/types.ts';

/** What Kaizala's own list says about a post whose answer was lost. */
export type Finding =
  | { readonly kind: 'found'; readonly referenceId: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear' };

export interface LostPost {
  readonly groupId: string;
  readonly actionType: ActionType;
  /** When the attempt began, by this machine's clock. */
  readonly since: Date;
  readonly signal: AbortSignal;
}

/** How far Kaizala's clock may be from this machine's. */
const CLOCK_SKEW_MS = 2 * 60_000;

/**
 * Asks Kaizala which actions of that type the group has had since the attempt began. The list has no
 * captions and no media resources, so the post is known by elimination: it is not one that this bot has
 * recorded, and it is from the sender of those that it has.
 */
export async function reconcile(db: Queryable, kaizala: KaizalaClient, lost: LostPost): Promise<Finding> {
  const since = new Date(lost.since.getTime() - CLOCK_SKEW_MS);
  const { actions, hasMore } = await kaizala.listActions(
    lost.groupId,
    { actionType: lost.actionType, since, count: 100 },
    { signal: lost.signal },
  );
  const recorded = await db.query<{ reference_id: string }>(
    'SELECT reference_id FROM bridge.posts WHERE reference_id = ANY($1::text[])',
    [actions.map(({ referenceId }) => referenceId)],
  );
  return decide(actions, new Set(recorded.map((row) => row.reference_id)), hasMore);
}

/** The judgement alone: `recorded` are the references that belong to other posts of this bot. */
export function decide(
  actions: readonly GroupAction[],
  recorded: ReadonlySet<string>,
  hasMore: boolean,
): Finding {
  const ownSender = actions.find(({ referenceId }) => recorded.has(referenceId))?.sender;
  const candidates = actions.filter(
    ({ referenceId, sender }) =>
      !recorded.has(referenceId) && (ownSender === undefined || sender === undefined || sender === ownSender),
  );
  const [only, ...others] = candidates;
  if (!only) return { kind: hasMore ? 'unclear' : 'absent' };
  return others.length === 0 && !hasMore
    ? { kind: 'found', referenceId: only.referenceId }
    : { kind: 'unclear' };
}
