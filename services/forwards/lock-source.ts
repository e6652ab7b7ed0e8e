import type { Queryable } from '../database/database.ts';
import { lockForward } from './changes.ts';
import type { ForwardStage } from './types.ts';

/** A message that shared files, with what became of them. */
export interface Source {
  readonly forwardId: string;
  readonly stage: ForwardStage;
  readonly text: string | null;
  readonly isDeleted: boolean;
}

/** So often a message moves at most from one forward to another. */
const MOVES = 5;

/** Locks the forward that a message belongs to. Undefined: nothing is known of the message. */
export async function lockSource(tx: Queryable, sourceKey: string): Promise<Source | undefined> {
  let locked: { readonly forwardId: string; readonly stage: ForwardStage } | undefined;
  for (let move = 0; move <= MOVES; move++) {
    const [source] = await tx.query<Omit<Source, 'stage'>>(
      `SELECT forward_id AS "forwardId", text, is_deleted AS "isDeleted"
       FROM bridge.sources WHERE source_key = $1`,
      [sourceKey],
    );
    if (!source) return undefined;
    if (locked?.forwardId === source.forwardId) return { ...source, ...locked };
    const stage = await lockForward(tx, source.forwardId);
    locked = stage && { forwardId: source.forwardId, stage };
  }
  throw new Error('The message moves all the time.');
}
