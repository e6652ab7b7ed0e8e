import type { Queryable } from '../database/database.ts';
import { lockForward, noteChange } from './changes.ts';
import type { ForwardJobs } from './forward-jobs.ts';

/**
 * Puts the failed posts of a forward that can be tried again back to where they failed, and has its files asked
 * for again if they could not be. Returns the ids of those posts, or of what stood in for the files.
 */
export async function retryForward(tx: Queryable, jobs: ForwardJobs, id: string): Promise<string[]> {
  const stage = await lockForward(tx, id);
  if (stage !== 'accepted' && stage !== 'refused') return [];
  if (await isWithdrawn(tx, id)) return [];
  const standIns = stage === 'refused' ? await findAgain(tx, jobs, id) : [];
  if (standIns.length > 0) return standIns;
  const fetchedAgain = await tx.query<{ id: string }>(
    `UPDATE bridge.files SET state = 'waiting', failure = NULL, attempts = 0
     WHERE forward_id = $1 AND state = 'failed' AND (failure->>'retryable')::boolean
       AND post_id IN (SELECT id FROM bridge.posts WHERE forward_id = $1 AND state = 'failed'
         AND (failure->>'retryable')::boolean)
     RETURNING id`,
    [id],
  );
  const posts = await tx.query<{ id: string }>(
    `UPDATE bridge.posts p SET failure = NULL, attempts = 0, first_failed_at = NULL, next_attempt_at = NULL,
       ended_at = NULL, state = CASE
         WHEN EXISTS (SELECT FROM bridge.files WHERE post_id = p.id AND state = 'waiting') THEN 'waiting'
         WHEN media_resource IS NOT NULL THEN 'uploaded'
         ELSE 'spooled' END
     WHERE forward_id = $1 AND state = 'failed' AND (failure->>'retryable')::boolean
       AND EXISTS (SELECT FROM bridge.files WHERE post_id = p.id AND state <> 'failed')
     RETURNING id`,
    [id],
  );
  if (posts.length === 0) return [];
  if (stage === 'refused') {
    await tx.query(
      `UPDATE bridge.forwards SET stage = CASE WHEN group_id IS NULL THEN 'asking' ELSE 'accepted' END WHERE id = $1`,
      [id],
    );
  }
  for (const file of fetchedAgain) await jobs.spool(tx, file.id, {});
  await jobs.deliver(tx, id);
  await noteChange(tx, jobs, id);
  return posts.map((post) => post.id);
}

/** Whether all of its messages have been deleted. */
async function isWithdrawn(tx: Queryable, id: string): Promise<boolean> {
  const [sources] = await tx.query<{ areGone: boolean | null }>(
    'SELECT bool_and(is_deleted) AS "areGone" FROM bridge.sources WHERE forward_id = $1',
    [id],
  );
  return sources?.areGone === true;
}

async function findAgain(tx: Queryable, jobs: ForwardJobs, id: string): Promise<string[]> {
  const [finding] = await tx.query<{ id: string; isAddressed: boolean; namesFiles: boolean }>(
    `UPDATE bridge.forwards SET stage = 'finding' WHERE id = $1 AND lookup IS NOT NULL
     RETURNING id, is_addressed AS "isAddressed", names_files AS "namesFiles"`,
    [id],
  );
  if (!finding) return [];
  const standIns = await tx.query<{ id: string }>(
    'DELETE FROM bridge.files WHERE forward_id = $1 AND post_id IS NULL RETURNING id',
    [id],
  );
  await jobs.find(tx, finding);
  await noteChange(tx, jobs, id);
  return standIns.map((file) => file.id);
}
