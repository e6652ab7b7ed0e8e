import type { Queryable } from '../database/database.ts';
import { arrangeFiles } from './arrange-files.ts';
import type { AlbumRules } from './join-pictures.ts';
import { resettlePost } from './settle-post.ts';
import type { ForwardStage, PostState } from './types.ts';

interface OwnPost {
  readonly id: string;
  readonly state: PostState;
  /** Whether it has files of other messages as well. */
  readonly isShared: boolean;
}

/**
 * Takes the files of one message out of a forward that it shares with others, as far as they are not out. What
 * is left of an album that is being uploaded is uploaded again. Call it with the forward locked.
 * @returns whether some of them may be in Kaizala
 */
export async function takeOutMessage(
  tx: Queryable,
  forwardId: string,
  { sourceKey, stage, albums }: { sourceKey: string; stage: ForwardStage; albums: AlbumRules },
): Promise<boolean> {
  if (stage === 'asking') {
    await tx.query('DELETE FROM bridge.files WHERE forward_id = $1 AND source_key = $2', [
      forwardId,
      sourceKey,
    ]);
    await arrangeFiles(tx, forwardId, albums.albumMaxPictures);
    return false;
  }
  await tx.query('UPDATE bridge.forwards SET content_version = content_version + 1 WHERE id = $1', [
    forwardId,
  ]);
  const posts = await tx.query<OwnPost>(
    `SELECT id, state, EXISTS (SELECT FROM bridge.files WHERE post_id = p.id
       AND source_key IS DISTINCT FROM $2) AS "isShared"
     FROM bridge.posts p WHERE forward_id = $1
       AND EXISTS (SELECT FROM bridge.files WHERE post_id = p.id AND source_key = $2)`,
    [forwardId, sourceKey],
  );
  let isLate = false;
  for (const post of posts) {
    if (['posting', 'posted', 'uncertain'].includes(post.state)) isLate = true;
    else await takeOut(tx, post, sourceKey);
  }
  return isLate;
}

async function takeOut(tx: Queryable, { id, isShared }: OwnPost, sourceKey: string): Promise<void> {
  if (!isShared) {
    await tx.query(
      `UPDATE bridge.posts SET state = 'cancelled', next_attempt_at = NULL, ended_at = now() WHERE id = $1`,
      [id],
    );
    return;
  }
  await tx.query('DELETE FROM bridge.files WHERE post_id = $1 AND source_key = $2', [id, sourceKey]);
  await tx.query(
    `UPDATE bridge.posts SET state = 'spooled', media_resource = NULL
     WHERE id = $1 AND state IN ('uploading', 'uploaded')`,
    [id],
  );
  await resettlePost(tx, id);
}
