import type { Queryable } from '../../database/database.ts';
import { movePost } from '../changes.ts';
import type { ForwardJobs } from '../forward-jobs.ts';
import { WITHDRAWABLE } from '../post-states.ts';
import { refuseIfNothingCanGo } from '../refuse-if-nothing-can-go.ts';
import { settlePost } from '../settle-post.ts';
import type { ForwardStage, PostState } from '../types.ts';
import { arrangeFiles } from './arrange-files.ts';
import type { AlbumRules } from './join-pictures.ts';
import { takeOutDeleted } from './take-out-deleted.ts';

interface OwnPost {
  readonly id: string;
  readonly state: PostState;
  /** Whether it has files of other messages as well. */
  readonly isShared: boolean;
}

/**
 * Takes the files of a message that has been deleted out of a forward that it shares with others, as far as they
 * are surely not out. What is left of an album that is being uploaded is uploaded again. Call it with the forward
 * locked.
 */
export async function takeOutMessage(
  tx: Queryable,
  jobs: ForwardJobs,
  forwardId: string,
  { sourceKey, stage, albums }: { sourceKey: string; stage: ForwardStage; albums: AlbumRules },
): Promise<void> {
  if (stage === 'asking') {
    await takeOutDeleted(tx, jobs, forwardId);
    await arrangeFiles(tx, forwardId, albums.albumMaxPictures);
    await refuseIfNothingCanGo(tx, forwardId);
    return;
  }
  const posts = await tx.query<OwnPost>(
    `SELECT id, state, EXISTS (SELECT FROM bridge.files WHERE post_id = p.id
       AND source_key IS DISTINCT FROM $2) AS "isShared"
     FROM bridge.posts p WHERE forward_id = $1 AND state = ANY($3::text[])
       AND EXISTS (SELECT FROM bridge.files WHERE post_id = p.id AND source_key = $2)`,
    [forwardId, sourceKey, WITHDRAWABLE],
  );
  for (const { id, state, isShared } of posts) {
    if (!isShared) await movePost(tx, id, [state], { state: 'cancelled', nextAttemptAt: null });
    else await takeOut(tx, jobs, { forwardId, id });
  }
}

async function takeOut(
  tx: Queryable,
  jobs: ForwardJobs,
  { forwardId, id }: { readonly forwardId: string; readonly id: string },
): Promise<void> {
  await takeOutDeleted(tx, jobs, forwardId, id);
  await tx.query(
    `UPDATE bridge.posts SET media_resource = NULL,
       state = CASE WHEN state IN ('uploading', 'uploaded') THEN 'spooled' ELSE state END
     WHERE id = $1`,
    [id],
  );
  // One that has failed is tried again by a person alone.
  await settlePost(tx, id, ['waiting', 'spooled']);
}
