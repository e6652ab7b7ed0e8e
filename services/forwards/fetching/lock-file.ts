import type { Queryable } from '../../database/database.ts';
import { lockOwner } from '../lock-owner.ts';
import type { ForwardStage } from '../types.ts';

/** Where a file belongs by now. */
export interface FilePlace {
  readonly forwardId: string;
  readonly postId: string;
  readonly stage: ForwardStage;
  /** Whether anybody will still want its bytes. */
  readonly isWanted: boolean;
}

/**
 * Locks the forward that a file belongs to by now: pictures join others, and albums are dealt out anew.
 * Undefined: the file is gone.
 */
export function lockFile(tx: Queryable, fileId: string): Promise<FilePlace | undefined> {
  return lockOwner(tx, async () => {
    const [file] = await tx.query<Omit<FilePlace, 'stage'>>(
      `SELECT f.forward_id AS "forwardId", f.post_id AS "postId",
         p.state NOT IN ('posted', 'cancelled') AS "isWanted"
       FROM bridge.files f JOIN bridge.posts p ON p.id = f.post_id WHERE f.id = $1`,
      [fileId],
    );
    return file;
  });
}
