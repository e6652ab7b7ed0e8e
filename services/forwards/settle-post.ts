import type { Queryable } from '../database/database.ts';
import { movePost } from './changes.ts';
import type { Failure, PostState } from './types.ts';

/** Moves a post on once none of its files is waiting any more. Call it with the forward locked. */
export function settlePost(tx: Queryable, postId: string): Promise<void> {
  return settle(tx, postId, ['waiting']);
}

/** Has a post whose files are not the same any more stand where these files let it, unless it is on its way. */
export function resettlePost(tx: Queryable, postId: string): Promise<void> {
  return settle(tx, postId, ['waiting', 'spooled', 'failed']);
}

async function settle(tx: Queryable, postId: string, from: readonly PostState[]): Promise<void> {
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
