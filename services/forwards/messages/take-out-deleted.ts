import type { Queryable } from '../../database/database.ts';
import type { ForwardJobs } from '../forward-jobs.ts';

/**
 * Takes the files of deleted messages out of a forward, or out of one post of it. The jobs that this sends find
 * them gone, and drop their bytes once that is committed. Call it with the forward locked.
 */
export async function takeOutDeleted(
  tx: Queryable,
  jobs: ForwardJobs,
  forwardId: string,
  postId?: string,
): Promise<void> {
  const gone = await tx.query<{ id: string }>(
    `DELETE FROM bridge.files WHERE forward_id = $1 AND ($2::uuid IS NULL OR post_id = $2)
       AND source_key IN (SELECT source_key FROM bridge.sources WHERE forward_id = $1 AND is_deleted)
     RETURNING id`,
    [forwardId, postId ?? null],
  );
  const ids = gone.map(({ id }) => id);
  await jobs.spoolAll(tx, ids);
}
