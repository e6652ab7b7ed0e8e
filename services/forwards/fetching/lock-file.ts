import type { Queryable } from '../../database/database.ts';
import { lockOwner } from '../lock-owner.ts';
import type { ForwardStage } from '../types.ts';

/** Where a file belongs by now. */
export interface FilePlace {
  readonly forwardId: string;
  readonly postId: string;
  readonly stage: ForwardStage;
}

/**
 * Locks the forward that a file belongs to by now: pictures join others, and albums are dealt out anew.
 * Undefined: the file is gone.
 */
export function lockFile(tx: Queryable, fileId: string): Promise<FilePlace | undefined> {
  return lockOwner(tx, async () => {
    const [file] = await tx.query<{ forwardId: string; postId: string }>(
      `SELECT forward_id AS "forwardId", post_id AS "postId" FROM bridge.files
       WHERE id = $1 AND post_id IS NOT NULL`,
      [fileId],
    );
    return file;
  });
}
