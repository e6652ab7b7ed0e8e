import type { Queryable } from '../database/database.ts';
import { BridgeError } from '../errors.ts';

/** One person has as many forwards open as they may. */
export class TooManyOpenForwardsError extends BridgeError {
  constructor(limit: number) {
    super(
      'forwards.tooManyOpen',
      `I did not take these files: ${limit} of your forwards are unanswered or not posted yet, and more are too many at once. Answer or cancel some of them, or wait until they are posted; then share the files again.`,
      { action: 'giveUp' },
    );
  }
}

/** Any number that tells these locks from others. */
const LOCKS = 53_250;

/**
 * Makes sure that one person may have another forward, with everything that they do elsewhere at the same time held up
 * until the end of the transaction. It comes after the lock of a sharer, and before that of a forward.
 * @throws TooManyOpenForwardsError
 */
export async function claimOpenForward(tx: Queryable, requesterId: string, limit: number): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1::integer, hashtext($2))', [LOCKS, requesterId]);
  const open = await tx.query(
    `SELECT id FROM bridge.forwards WHERE requester_id = $1 AND stage IN ('finding', 'asking')
     UNION ALL
     SELECT id FROM bridge.forwards WHERE requester_id = $1 AND stage = 'accepted' AND id IN (
       SELECT forward_id FROM bridge.posts
       WHERE state IN ('waiting', 'spooled', 'uploading', 'uploaded', 'posting'))
     LIMIT $2`,
    [requesterId, limit],
  );
  if (open.length >= limit) throw new TooManyOpenForwardsError(limit);
}
