import type { Queryable } from '../database/database.ts';
import { lockForward } from './changes.ts';
import type { ForwardStage } from './types.ts';

/** Where a file belongs by now. */
export interface FilePlace {
  readonly forwardId: string;
  readonly postId: string;
  readonly stage: ForwardStage;
}

/** So often a file moves at most from one forward to another. */
const MOVES = 5;

/**
 * Locks the forward that a file belongs to by now: pictures join others, and albums are dealt out anew.
 * Undefined: the file is gone.
 */
export async function lockFile(tx: Queryable, fileId: string): Promise<FilePlace | undefined> {
  let locked: { readonly forwardId: string; readonly stage: ForwardStage } | undefined;
  for (let move = 0; move <= MOVES; move++) {
    const [file] = await tx.query<{ forwardId: string; postId: string | null }>(
      'SELECT forward_id AS "forwardId", post_id AS "postId" FROM bridge.files WHERE id = $1',
      [fileId],
    );
    if (!file || file.postId === null) return undefined;
    if (locked?.forwardId === file.forwardId) return { ...locked, postId: file.postId };
    const stage = await lockForward(tx, file.forwardId);
    locked = stage && { forwardId: file.forwardId, stage };
  }
  throw new Error('The file moves all the time.');
}
