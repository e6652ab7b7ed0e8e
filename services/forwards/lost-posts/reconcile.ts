import type { Queryable } from '../../database/database.ts';
import type { MediaKind } from '../../kaizala/media-types.ts';
import type { ActionType, CallOptions, KaizalaClient } from '../../kaizala/types.ts';
import { decide, type Finding, type LostPost } from './decide.ts';
import { groupHistory } from './group-history.ts';
import { ownTraits, type RecordedPost, traitsOf, UNKNOWN_TRAITS } from './own-traits.ts';

export interface Search extends LostPost {
  readonly kind: MediaKind;
  readonly groupId: string;
  readonly connector: string;
  readonly actionType: ActionType;
  /** After how many milliseconds a call of which no end was seen has surely ended. */
  readonly settleMs: number;
}

/**
 * Asks Kaizala whether a post is there of which no answer came.
 * @throws the client's errors
 */
export async function reconcile(
  db: Queryable,
  kaizala: KaizalaClient,
  lost: Search,
  options: CallOptions,
): Promise<Finding> {
  const { groupId, connector, actionType, postingSince: since } = lost;
  const history = await groupHistory(kaizala, { groupId, actionType, since }, options);
  // Before the recorded ones: another post that is recorded in between then counts as a rival, never as this one.
  const rivals = await findRivals(db, lost);
  const recorded = await recordedAmong(
    db,
    history.actions.map(({ referenceId }) => referenceId),
  );
  const isAnyOpen = history.actions.some(({ referenceId }) => !recorded.has(referenceId));
  const known = history.actions.find(({ referenceId }) => recorded.get(referenceId)?.connector === connector);
  const record = known && recorded.get(known.referenceId);
  let own = record ? traitsOf(known, record) : UNKNOWN_TRAITS;
  if (!record && isAnyOpen) own = await ownTraits(db, kaizala, { connector, groupId }, options);
  return decide(lost, { history, recorded: new Set(recorded.keys()), own, rivals });
}

/** Those of the references that belong to posts of this bot. */
async function recordedAmong(
  db: Queryable,
  references: readonly string[],
): Promise<Map<string, RecordedPost & { readonly connector: string | null }>> {
  const rows = await db.query<RecordedPost & { referenceId: string; connector: string | null }>(
    `SELECT reference_id AS "referenceId", connector, media_resource AS "mediaResource",
       posted_at AS "postedAt"
     FROM bridge.posts WHERE reference_id = ANY($1::text[])`,
    [references],
  );
  return new Map(rows.map((row) => [row.referenceId, row]));
}

/** How much earlier than this one a post can have begun that is still to be looked for, in milliseconds. */
const RIVALRY_MS = 5 * 60_000;

async function findRivals(db: Queryable, lost: Search): Promise<LostPost[]> {
  const rows = await db.query<{
    id: string;
    media_resource: string | null;
    posting_since: Date;
    posting_until: Date | null;
    state: string;
  }>(
    `SELECT p.id, p.media_resource, p.posting_since, p.posting_until, p.state
     FROM bridge.posts p JOIN bridge.forwards f ON f.id = p.forward_id
     WHERE f.group_id = $1 AND p.kind = $2 AND p.id <> $3 AND p.posting_since >= $4
       AND p.reference_id IS NULL AND p.state IN ('posting', 'uncertain', 'posted')
       AND ((SELECT count(*) FROM bridge.files WHERE post_id = p.id AND state = 'spooled') > 1) = $5`,
    [
      lost.groupId,
      lost.kind,
      lost.id,
      new Date(lost.postingSince.getTime() - RIVALRY_MS),
      lost.actionType === 'Album',
    ],
  );
  const settledBefore = Date.now() - lost.settleMs;
  return rows.map((row) => ({
    id: row.id,
    postingSince: row.posting_since,
    isUnderWay:
      row.state === 'posting' && row.posting_until === null && row.posting_since.getTime() > settledBefore,
    ...(row.media_resource !== null && { mediaResource: row.media_resource }),
  }));
}
