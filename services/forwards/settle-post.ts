import type { Queryable } from '../database/database.ts';
import { movePost } from './changes.ts';
import type { Failure, PostState } from './types.ts';

/**
 * Has a post stand where its files let it, once none of them is waiting any more. Call it with the forward locked.
 * @param from where it may stand: where its files have changed, it may have been further already
 */
export async function settlePost(
  tx: Queryable,
  postId: string,
  from: readonly PostState[] = ['waiting'],
): Promise<void> {
  const files = await tx.query<{ state: string; failure: Failure | null }>(
    'SELECT state, failure FROM bridge.files WHERE post_id = $1 ORDER BY position',
    [postId],
  );
  const isAny = (wanted: string) => files.some(({ state }) => state === wanted);
  if (isAny('waiting')) {
    await movePost(tx, postId, from, { state: 'waiting', failure: null });
    return;
  }
  const failure = files.find((file) => file.failure)?.failure ?? null;
  await movePost(
    tx,
    postId,
    from,
    isAny('spooled') ? { state: 'spooled', failure: null } : { state: 'failed', failure },
  );
}
