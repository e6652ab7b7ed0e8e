import type { Queryable } from '../../database/database.ts';
import { lockOwner } from '../lock-owner.ts';
import type { ForwardStage } from '../types.ts';

/** A message that shared files, with what became of them. */
export interface Source {
  readonly forwardId: string;
  readonly stage: ForwardStage;
  readonly text: string | null;
  readonly isDeleted: boolean;
}

/** Locks the forward that a message belongs to. Undefined: nothing is known of the message. */
export function lockSource(tx: Queryable, sourceKey: string): Promise<Source | undefined> {
  return lockOwner(tx, async () => {
    const [source] = await tx.query<Omit<Source, 'stage'>>(
      `SELECT forward_id AS "forwardId", text, is_deleted AS "isDeleted"
       FROM bridge.sources WHERE source_key = $1`,
      [sourceKey],
    );
    return source;
  });
}
