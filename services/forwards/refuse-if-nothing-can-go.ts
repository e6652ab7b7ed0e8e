import type { Queryable } from '../database/database.ts';

/** Ends the question about a forward of which no file is left that can go. Call it with the forward locked. */
export async function refuseIfNothingCanGo(tx: Queryable, forwardId: string): Promise<void> {
  await tx.query(
    `UPDATE bridge.forwards SET stage = 'refused' WHERE id = $1 AND NOT EXISTS (
       SELECT FROM bridge.posts WHERE forward_id = $1 AND state <> 'failed')`,
    [forwardId],
  );
}
