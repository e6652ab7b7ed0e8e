import type { Database, Queryable } from '../../database/database.ts';
import type { Spool } from '../../files/spool/spool.ts';
import { noteChange } from '../changes.ts';
import type { ForwardJobs } from '../forward-jobs.ts';
import type { Failure } from '../types.ts';
import { forEachForward, RIPE } from './each-forward.ts';
import { type Retention, SECONDS_AN_HOUR } from './retention.ts';

const HOURS = new Intl.NumberFormat('en', { style: 'unit', unit: 'hour', unitDisplay: 'long' });

/** Posts that failed long ago, and whose bytes are still there or which could still be tried again. */
const LONG_FAILED = `p.state = 'failed' AND p.ended_at < ${RIPE} AND ((failure->>'retryable')::boolean
  OR EXISTS (SELECT FROM bridge.files WHERE post_id = p.id AND state = 'spooled'))`;

/** Drops the bytes of posts that failed long ago. From then on they can't be tried again, and people see why. */
export async function forgetFailedFiles(
  {
    database,
    jobs,
    spool,
  }: { readonly database: Database; readonly jobs: ForwardJobs; readonly spool: Pick<Spool, 'remove'> },
  { failedFilesHours }: Retention,
  signal: AbortSignal,
): Promise<void> {
  const afterSeconds = failedFilesHours * SECONDS_AN_HOUR;
  const condition = `EXISTS (SELECT FROM bridge.posts p WHERE p.forward_id = f.id AND ${LONG_FAILED})`;
  const goodbye = `It was kept for ${HOURS.format(failedFilesHours)} and then deleted: share it again to forward it.`;
  await forEachForward(database, { condition, afterSeconds }, signal, async (tx, id) => {
    const posts = await tx.query<{ id: string; failure: Failure | null }>(
      `SELECT id, failure FROM bridge.posts p WHERE forward_id = $1 AND ${LONG_FAILED}`,
      [id, afterSeconds],
    );
    const forgotten: string[] = [];
    for (const post of posts) forgotten.push(...(await forget(tx, post, goodbye)));
    await noteChange(tx, jobs, id);
    return async () => {
      for (const fileId of forgotten) await spool.remove(fileId);
    };
  });
}

/** Returns the ids of the files whose bytes nobody needs any more. */
async function forget(
  tx: Queryable,
  { id, failure }: { readonly id: string; readonly failure: Failure | null },
  goodbye: string,
): Promise<string[]> {
  await tx.query(`UPDATE bridge.posts SET failure = failure || '{"retryable": false}'::jsonb WHERE id = $1`, [
    id,
  ]);
  await tx.query(
    `UPDATE bridge.files SET failure = failure || '{"retryable": false}'::jsonb
     WHERE post_id = $1 AND state = 'failed'`,
    [id],
  );
  const gone: Failure = {
    code: 'file.forgotten',
    message: failure ? `${failure.message} ${goodbye}` : goodbye,
    retryable: false,
  };
  const files = await tx.query<{ id: string }>(
    `UPDATE bridge.files SET state = 'failed', in_spool = false, failure = $2::jsonb
     WHERE post_id = $1 AND state = 'spooled' RETURNING id`,
    [id, JSON.stringify(gone)],
  );
  return files.map((file) => file.id);
}
