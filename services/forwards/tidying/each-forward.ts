import type { Database, Queryable } from '../../database/database.ts';
import { lockForward } from '../changes.ts';

const BATCH = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Which forwards something has become of. */
export interface Ripeness {
  /** SQL about `f`, a row of bridge.forwards. In it, {@link RIPE} is the point in time that has to have passed. */
  readonly condition: string;
  /** How long ago that point is, in seconds. */
  readonly afterSeconds: number;
}

/** What was before this point in time is ripe; in SQL. */
export const RIPE = 'now() - make_interval(secs => $2)';

/**
 * Acts on each forward that is ripe, in a transaction of its own, which has the forward locked and in which it
 * still is ripe, whatever other instances do meanwhile.
 * @param act may return what is to be done once that is committed.
 */
export async function forEachForward(
  database: Database,
  { condition, afterSeconds }: Ripeness,
  signal: AbortSignal,
  act: (tx: Queryable, forwardId: string) => Promise<(() => Promise<void>) | undefined>,
): Promise<void> {
  let last = BEFORE_ALL;
  for (;;) {
    const found = await database.query<{ id: string }>(
      `SELECT f.id FROM bridge.forwards f WHERE f.id > $1 AND ${condition} ORDER BY f.id LIMIT ${BATCH}`,
      [last, afterSeconds],
    );
    for (const { id } of found) {
      signal.throwIfAborted();
      const afterwards = await database.transaction(async (tx) => {
        await lockForward(tx, id);
        const still = await tx.query(`SELECT FROM bridge.forwards f WHERE f.id = $1 AND ${condition}`, [
          id,
          afterSeconds,
        ]);
        return still.length > 0 ? act(tx, id) : undefined;
      });
      await afterwards?.();
      last = id;
    }
    if (found.length < BATCH) return;
  }
}
