import type { Queryable } from '../database/database.ts';
import type { MediaKind } from '../kaizala/media-types.ts';
import type { ActionType, GroupAction, KaizalaClient } from '../kaizala/types.ts';

/** What Kaizala's own list says about a post whose answer was lost. */
export type Finding =
  | { readonly kind: 'found'; readonly referenceId: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear' };

export interface LostPost {
  readonly id: string;
  readonly kind: MediaKind;
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
  // Before the recorded ones: another post that is recorded in between then counts as a rival, never as this one.
  const rivals = await db.query(
    `SELECT FROM bridge.posts p JOIN bridge.forwards f ON f.id = p.forward_id
     WHERE f.group_id = $1 AND p.kind = $2 AND p.id <> $3 AND p.posting_since >= $4
       AND p.reference_id IS NULL AND p.state IN ('posting', 'uncertain', 'posted') LIMIT 1`,
    [lost.groupId, lost.kind, lost.id, since],
  );
  const recorded = await db.query<{ reference_id: string }>(
    'SELECT reference_id FROM bridge.posts WHERE reference_id = ANY($1::text[])',
    [actions.map(({ referenceId }) => referenceId)],
  );
  const references = new Set(recorded.map((row) => row.reference_id));
  return decide(actions, { recorded: references, hasMore, hasRivals: rivals.length > 0 });
}

export interface Circumstances {
  /** The references that belong to other posts of this bot. */
  readonly recorded: ReadonlySet<string>;
  /** Whether Kaizala's list goes on. */
  readonly hasMore: boolean;
  /** Whether another post of this bot, without a reference yet, may be in the list. */
  readonly hasRivals: boolean;
}

/** The judgement alone. */
export function decide(
  actions: readonly GroupAction[],
  { recorded, hasMore, hasRivals }: Circumstances,
): Finding {
  const ownSender = actions.find(({ referenceId }) => recorded.has(referenceId))?.sender;
  const candidates = actions.filter(
    ({ referenceId, sender }) =>
      !recorded.has(referenceId) && (ownSender === undefined || sender === undefined || sender === ownSender),
  );
  const [only, ...others] = candidates;
  if (!only) return { kind: hasMore ? 'unclear' : 'absent' };
  return others.length === 0 && !hasMore && !hasRivals
    ? { kind: 'found', referenceId: only.referenceId }
    : { kind: 'unclear' };
}
