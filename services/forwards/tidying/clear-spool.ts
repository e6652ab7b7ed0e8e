import { z } from 'zod';
import type { Database, Queryable } from '../../database/database.ts';
import type { Spool } from '../../files/spool/spool.ts';
import { lockForward } from '../changes.ts';

/** What is younger than this, in milliseconds, may be on its way to be recorded. */
const SETTLED_MS = 3_600_000;
const BATCH = 200;

const fileId = z.uuid();

/**
 * Removes what lies in the spool and belongs to no file that needs it: a process died between the database and
 * the disk, or while it wrote; or the forward was deleted. What is not named like a file of ours is left alone.
 */
export async function clearSpool(
  { database, spool }: { readonly database: Database; readonly spool: Pick<Spool, 'remove' | 'entries'> },
  signal: AbortSignal,
): Promise<void> {
  const settledAt = Date.now() - SETTLED_MS;
  let batch: string[] = [];
  const clear = async () => {
    const needed = await neededAmong(database, batch);
    for (const key of batch.filter((candidate) => !needed.has(candidate))) {
      signal.throwIfAborted();
      await removeLeftOver(database, spool, key);
    }
    batch = [];
  };
  for await (const { key, modifiedAt } of spool.entries()) {
    if (modifiedAt.getTime() > settledAt || !fileId.safeParse(key).success) continue;
    batch.push(key);
    if (batch.length === BATCH) await clear();
  }
  await clear();
}

/** Looks once more with the forward locked, so that whoever is about to need it again has said so. */
async function removeLeftOver(database: Database, spool: Pick<Spool, 'remove'>, key: string): Promise<void> {
  const isNeeded = await database.transaction(async (tx) => {
    const [file] = await tx.query<{ forward_id: string }>(
      'SELECT forward_id FROM bridge.files WHERE id = $1',
      [key],
    );
    if (file) await lockForward(tx, file.forward_id);
    return (await neededAmong(tx, [key])).has(key);
  });
  // The storage may be slow, so nothing is locked meanwhile.
  if (!isNeeded) await spool.remove(key);
}

async function neededAmong(db: Queryable, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ id: string }>(
    `SELECT f.id FROM bridge.files f JOIN bridge.posts p ON p.id = f.post_id
     WHERE f.id = ANY($1::uuid[]) AND f.state <> 'failed' AND p.state NOT IN ('posted', 'cancelled')`,
    [keys],
  );
  return new Set(rows.map(({ id }) => id));
}
