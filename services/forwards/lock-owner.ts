import type { Queryable } from '../database/database.ts';
import { lockForward } from './changes.ts';
import type { ForwardStage } from './types.ts';

/** So often something moves at most from one forward to another. */
const MOVES = 5;

/**
 * Locks the forward that something belongs to, which may move to another one until it is locked: pictures join
 * others. Undefined: it belongs to none.
 * @param look tells where it belongs by now, with what else is to be known of it.
 */
export async function lockOwner<Owned extends { readonly forwardId: string }>(
  tx: Queryable,
  look: () => Promise<Owned | undefined>,
): Promise<(Owned & { readonly stage: ForwardStage }) | undefined> {
  let locked: { readonly forwardId: string; readonly stage: ForwardStage } | undefined;
  for (let move = 0; move <= MOVES; move++) {
    const owned = await look();
    if (!owned) return undefined;
    if (locked?.forwardId === owned.forwardId) return { ...owned, stage: locked.stage };
    const stage = await lockForward(tx, owned.forwardId);
    locked = stage && { forwardId: owned.forwardId, stage };
  }
  throw new Error('It moves all the time.');
}
