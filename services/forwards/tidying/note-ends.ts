import type { Queryable } from '../../database/database.ts';

/** Posts that an instance of an earlier version has ended, which knows no time of the end, end now. */
export async function noteEnds(db: Queryable): Promise<void> {
  await db.query(
    `UPDATE bridge.posts SET ended_at = now()
     WHERE ended_at IS NULL AND state IN ('posted', 'failed', 'cancelled')`,
  );
}
