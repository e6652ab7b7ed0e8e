import type { Queryable } from '../database/database.ts';

/** Ends a forward of which everything has been withdrawn. Call it with the forward locked. */
export async function closeIfNothingIsLeft(tx: Queryable, forwardId: string): Promise<void> {
  await tx.query(
    `UPDATE bridge.forwards SET stage = 'cancelled', lookup = NULL
     WHERE id = $1 AND NOT EXISTS (SELECT FROM bridge.posts WHERE forward_id = $1 AND state <> 'cancelled')`,
    [forwardId],
  );
}
