import type { Queryable } from '../../database/database.ts';
import { actionTypeOf, type MediaKind } from '../../kaizala/media-types.ts';
import type { CallOptions, GroupAction, KaizalaClient } from '../../kaizala/types.ts';
import { groupHistory } from './group-history.ts';
import { mentions } from './mentions.ts';

/** How a connector's own posts are told from those of other people. */
export interface OwnTraits {
  /** As which the connector posts, if that is known. */
  readonly sender?: string | undefined;
  /** Whether Kaizala's resources are known to name the media, so that one which does not is another post's. */
  readonly canProve: boolean;
  /** By how many milliseconds Kaizala's clock is ahead of ours, at least. */
  readonly aheadMs?: number | undefined;
}

/** What the database knows of a post that Kaizala lists. */
export interface RecordedPost {
  readonly mediaResource: string | null;
  readonly postedAt: Date | null;
}

/** What is known of connectors that have never posted, or not for so long that Kaizala's list has no more of it. */
export const UNKNOWN_TRAITS: OwnTraits = { canProve: false };

/**
 * Learns from the connector's last post whose reference is recorded, in this group if it has one here.
 * @throws the client's errors
 */
export async function ownTraits(
  db: Queryable,
  kaizala: KaizalaClient,
  { connector, groupId }: { readonly connector: string; readonly groupId: string },
  options: CallOptions,
): Promise<OwnTraits> {
  const [post] = await db.query<{
    group_id: string;
    kind: MediaKind;
    reference_id: string;
    mediaResource: string | null;
    postedAt: Date;
    files: number;
  }>(
    `SELECT f.group_id, p.kind, p.reference_id, p.media_resource AS "mediaResource",
       p.posted_at AS "postedAt",
       (SELECT count(*) FROM bridge.files WHERE post_id = p.id AND state = 'spooled')::int AS files
     FROM bridge.posts p JOIN bridge.forwards f ON f.id = p.forward_id
     WHERE p.connector = $2 AND p.reference_id IS NOT NULL AND p.posted_at IS NOT NULL
     ORDER BY f.group_id = $1 DESC, p.posted_at DESC LIMIT 1`,
    [groupId, connector],
  );
  if (!post) return UNKNOWN_TRAITS;
  const { actions } = await groupHistory(
    kaizala,
    { groupId: post.group_id, actionType: actionTypeOf(post.kind, post.files), since: post.postedAt },
    options,
  );
  const own = actions.find(({ referenceId }) => referenceId === post.reference_id);
  return own ? traitsOf(own, post) : UNKNOWN_TRAITS;
}

/** What one of the connector's own posts teaches. */
export function traitsOf(
  { sender, createdAt, mediaUrl }: GroupAction,
  { mediaResource, postedAt }: RecordedPost,
): OwnTraits {
  return {
    sender,
    canProve: mentions(mediaResource ?? undefined, mediaUrl),
    ...(createdAt && postedAt && { aheadMs: createdAt.getTime() - postedAt.getTime() }),
  };
}

/** Whether {@link ownTraits} has anything to learn from. */
export async function hasPosted(db: Queryable, connector: string): Promise<boolean> {
  const posts = await db.query(
    'SELECT FROM bridge.posts WHERE connector = $1 AND reference_id IS NOT NULL LIMIT 1',
    [connector],
  );
  return posts.length > 0;
}
