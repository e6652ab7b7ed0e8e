import type { Database } from '../../database/database.ts';
import { cancelPosts } from '../cancel-posts.ts';
import { noteChange } from '../changes.ts';
import type { ForwardJobs } from '../forward-jobs.ts';
import { BEFORE_CALL, OPEN_CALL } from '../post-states.ts';
import type { PostState } from '../types.ts';
import { forEachForward, RIPE } from './each-forward.ts';
import { type Retention, SECONDS_A_DAY } from './retention.ts';

/** Also what an unanswered forward should not have, so that nothing of it stays for ever. */
const NOT_FAILED: readonly PostState[] = [...BEFORE_CALL, ...OPEN_CALL, 'posted', 'cancelled'];

/**
 * Ends the forwards that nobody has answered. The jobs that this sends drop their bytes and tell the person.
 */
export async function expireForwards(
  { database, jobs }: { readonly database: Database; readonly jobs: ForwardJobs },
  { unansweredDays }: Retention,
  signal: AbortSignal,
): Promise<void> {
  const unanswered = {
    condition: `f.stage = 'asking' AND f.created_at < ${RIPE}`,
    afterSeconds: unansweredDays * SECONDS_A_DAY,
  };
  await forEachForward(database, unanswered, signal, async (tx, id) => {
    await tx.query(`UPDATE bridge.forwards SET stage = 'expired' WHERE id = $1`, [id]);
    await cancelPosts(tx, id, NOT_FAILED);
    await jobs.deliver(tx, id);
    await noteChange(tx, jobs, id);
  });
}
