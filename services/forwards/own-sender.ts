import type { Queryable } from '../database/database.ts';
import { actionTypeOf, type MediaKind } from '../kaizala/media-types.ts';
import type { CallOptions, KaizalaClient } from '../kaizala/types.ts';
import { groupHistory } from './group-history.ts';

/**
 * As which sender the connector posts, learned from its last post whose reference is recorded, in this group if
 * it has one here. Undefined if there is none, or Kaizala's list does not reach back to it.
 */
export async function ownSender(
  db: Queryable,
  kaizala: KaizalaClient,
  { connector, groupId }: { readonly connector: string; readonly groupId: string },
  options: CallOptions,
): Promise<string | undefined> {
  const [post] = await db.query<{
    group_id: string;
    kind: MediaKind;
    reference_id: string;
    posted_at: Date;
    files: number;
  }>(
    `SELECT f.group_id, p.kind, p.reference_id, p.posted_at,
       (SELECT count(*) FROM bridge.files WHERE post_id = p.id AND state = 'spooled')::int AS files
     FROM bridge.posts p JOIN bridge.forwards f ON f.id = p.forward_id
     WHERE p.connector = $2 AND p.reference_id IS NOT NULL AND p.posted_at IS NOT NULL
     ORDER BY f.group_id = $1 DESC, p.posted_at DESC LIMIT 1`,
    [groupId, connector],
  );
  if (!post) return undefined;
  const { actions } = await groupHistory(
    kaizala,
    { groupId: post.group_id, actionType: actionTypeOf(post.kind, post.files), since: post.posted_at },
    options,
  );
  return actions.find(({ referenceId }) => referenceId === post.reference_id)?.sender;
}

/** Whether {@link ownSender} has anything to learn from. */
export async function hasPosted(db: Queryable, connector: string): Promise<boolean> {
  const posts = await db.query(
    'SELECT FROM bridge.posts WHERE connector = $1 AND reference_id IS NOT NULL LIMIT 1',
    [connector],
  );
  return posts.length > 0;
}
