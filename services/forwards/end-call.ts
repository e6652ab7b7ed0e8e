import type { Queryable } from '../database/database.ts';
import { movePost, type PostChange } from './changes.ts';
import { closeIfNothingIsLeft } from './close-if-nothing-is-left.ts';
import type { ForwardJobs } from './forward-jobs.ts';
import { noteFate } from './messages/note-fate.ts';
import { takeOutDeleted } from './messages/take-out-deleted.ts';
import { settlePost } from './settle-post.ts';
import type { PostState } from './types.ts';

/**
 * Takes a post on from a call whose outcome is known by now, with what became of its messages meanwhile: what is
 * not in Kaizala goes there no more as far as its messages were deleted. Call it with the forward locked.
 * @returns the state that it has come to; undefined if it was not in one of `from`
 */
export async function endCall(
  tx: Queryable,
  jobs: ForwardJobs,
  { forwardId, postId }: { readonly forwardId: string; readonly postId: string },
  from: readonly PostState[],
  change: PostChange,
): Promise<PostState | undefined> {
  const { deleted, left } = await countFiles(tx, postId);
  const isPosted = change.state === 'posted';
  const isWithdrawn = !isPosted && deleted > 0 && left === 0;
  const isSmaller = !isPosted && deleted > 0 && left > 0;
  const outcome: PostChange = isWithdrawn
    ? { state: 'cancelled', failure: null, nextAttemptAt: null }
    : isSmaller
      ? { ...change, state: change.state === 'uploaded' ? 'spooled' : change.state, mediaResource: null }
      : change;
  if (!(await movePost(tx, postId, from, outcome))) return undefined;
  if (isSmaller) {
    await takeOutDeleted(tx, jobs, forwardId, postId);
    await settlePost(tx, postId, ['spooled']);
  }
  if (isWithdrawn) await closeIfNothingIsLeft(tx, forwardId);
  await noteFate(tx, forwardId);
  return outcome.state;
}

/** How many files of a post are of messages that were deleted, and how many are not. */
async function countFiles(tx: Queryable, postId: string): Promise<{ deleted: number; left: number }> {
  const [counts] = await tx.query<{ deleted: number; left: number }>(
    `SELECT count(*) FILTER (WHERE s.is_deleted) AS deleted,
       count(*) FILTER (WHERE s.is_deleted IS NOT TRUE) AS left
     FROM bridge.files f LEFT JOIN bridge.sources s ON s.source_key = f.source_key WHERE f.post_id = $1`,
    [postId],
  );
  return counts ?? { deleted: 0, left: 0 };
}
