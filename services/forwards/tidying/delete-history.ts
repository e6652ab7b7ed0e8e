import type { Database } from '../../database/database.ts';
import { forEachForward, RIPE } from './each-forward.ts';
import { type Retention, SECONDS_A_DAY } from './retention.ts';

/** Deletes the forwards that ended long ago, with their posts and files. */
export async function deleteHistory(
  database: Database,
  { historyDays }: Retention,
  signal: AbortSignal,
): Promise<void> {
  const past = {
    condition: `f.stage NOT IN ('finding', 'asking') AND f.created_at < ${RIPE} AND NOT EXISTS (
      SELECT FROM bridge.posts WHERE forward_id = f.id AND (ended_at IS NULL OR ended_at >= ${RIPE}))`,
    afterSeconds: historyDays * SECONDS_A_DAY,
  };
  await forEachForward(database, past, signal, async (tx, id) => {
    await tx.query('DELETE FROM bridge.forwards WHERE id = $1', [id]);
  });
}
