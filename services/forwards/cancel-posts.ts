import type { Queryable } from '../database/database.ts';
import type { PostState } from './types.ts';

/**
 * Withdraws the posts of a forward that are in one of these states. Call it with the forward locked.
 * @returns whether there were any
 */
export async function cancelPosts(
  tx: Queryable,
  forwardId: string,
  from: readonly PostState[],
): Promise<boolean> {
  const cancelled = await tx.query(
    `UPDATE bridge.posts SET state = 'cancelled', next_attempt_at = NULL, ended_at = now()
     WHERE forward_id = $1 AND state = ANY($2::text[]) RETURNING id`,
    [forwardId, from],
  );
  return cancelled.length > 0;
}
