import type { Queryable } from '../../database/database.ts';

/** By so many ranks a single post of a quiet conversation goes before those of others. A large forward has none. */
const HEAD_START = 4;

/**
 * The place of a forward's next post among all that wait to be delivered: lower goes first. Every conversation
 * gets as many as every other, however much each of them has waiting (start-time fair queueing): a rank is the
 * one after the conversation's last, unless that is long past by the clock, which shows how far serving has come.
 *
 * Few posts that are waited for by a person who watches them cost the others little, so they get a head start.
 *
 * It is kept until {@link beginRank}, so asking again does not push the forward back. Undefined: there is no such
 * forward any more.
 */
export async function rankOf(tx: Queryable, forwardId: string): Promise<number | undefined> {
  const [forward] = await tx.query<{ rank: number | null; conversation_key: string; left: number }>(
    `SELECT rank, conversation_key, (SELECT count(*) FROM bridge.posts WHERE forward_id = f.id
       AND state NOT IN ('posted', 'failed', 'cancelled', 'uncertain')) AS left
     FROM bridge.forwards f WHERE id = $1 FOR UPDATE`,
    [forwardId],
  );
  if (!forward) return undefined;
  if (forward.rank !== null) return forward.rank;
  const [{ rank } = { rank: 0 }] = await tx.query<{ rank: number }>(
    `INSERT INTO bridge.conversation_ranks AS known (conversation_key, rank)
     SELECT $1, rank - $2::integer FROM bridge.delivery_clock
     ON CONFLICT (conversation_key) DO UPDATE SET rank = greatest(known.rank + 1, excluded.rank)
     RETURNING rank`,
    [forward.conversation_key, Math.max(0, HEAD_START + 1 - Math.max(1, forward.left))],
  );
  await tx.query('UPDATE bridge.forwards SET rank = $2 WHERE id = $1', [forwardId, rank]);
  return rank;
}

/** It is this forward's turn: the clock moves on to its rank, and what it sends next gets a new one. */
export async function beginRank(tx: Queryable, forwardId: string, rank: number): Promise<void> {
  await tx.query('UPDATE bridge.forwards SET rank = NULL WHERE id = $1', [forwardId]);
  await tx.query('UPDATE bridge.delivery_clock SET rank = $1 WHERE rank < $1', [rank]);
}

/** Forgets the places of conversations that have been quiet for so long that they would get the same anew. */
export async function forgetRanks(db: Queryable): Promise<void> {
  await db.query(
    `DELETE FROM bridge.conversation_ranks
     WHERE rank + 1 <= (SELECT rank - $1::integer FROM bridge.delivery_clock)`,
    [HEAD_START],
  );
}
