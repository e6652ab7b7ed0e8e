import type { Queryable } from '../../database/database.ts';
import { OPEN_CALL } from '../post-states.ts';

/**
 * Notes what became of a forward's messages, as far as that is certain: something is told to have come too late
 * only for what is posted. Call it with the forward locked.
 */
export async function noteFate(tx: Queryable, forwardId: string): Promise<void> {
  await tx.query(
    `UPDATE bridge.forwards f SET note = CASE
       WHEN EXISTS (SELECT FROM bridge.posts p JOIN bridge.files i ON i.post_id = p.id
         JOIN bridge.sources s ON s.source_key = i.source_key
         WHERE p.forward_id = f.id AND p.state = 'posted' AND s.is_deleted) THEN 'deletedLate'
       WHEN NOT EXISTS (SELECT FROM bridge.posts WHERE forward_id = f.id AND state = ANY($2::text[]))
         AND NOT EXISTS (SELECT FROM bridge.sources WHERE forward_id = f.id AND NOT is_deleted) THEN 'deleted'
       WHEN EXISTS (SELECT FROM bridge.posts WHERE forward_id = f.id AND state = 'posted'
         AND caption IS DISTINCT FROM f.caption) THEN 'editedLate'
       ELSE note END
     WHERE id = $1`,
    [forwardId, OPEN_CALL],
  );
}
