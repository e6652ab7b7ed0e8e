import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, type Transaction, types } from '@electric-sql/pglite';
import { afterInput } from './after-input.ts';
import type { Database, Queryable } from './database.ts';
import { lockFolder } from './lock-folder.ts';
import { PeopleFirst } from './people-first.ts';
import { SecretBox } from './secret-box.ts';

/** The database beside what pg-boss needs of PGlite. */
export interface PgliteDatabase extends Database {
  readonly engine: 'pglite';
  readonly pglite: Pick<PGlite, 'query' | 'exec' | 'listen'>;
}

/**
 * Opens the embedded database in a folder, which is created if missing and locked while it is open: PGlite
 * itself would let two processes write to it at once.
 * @param secrets for what is secret in its rows; absent: it lies there as it is
 * @param patienceMs how long to wait for another process to close it; see {@link lockFolder}.
 * @throws FolderInUseError if another process has it open.
 */
export async function openPglite(
  folder: string,
  secrets = new SecretBox([]),
  patienceMs?: number,
): Promise<PgliteDatabase> {
  await mkdir(folder, { recursive: true });
  const unlock = await lockFolder(folder, patienceMs);
  // The default of 128 MB is memory that a bot of this size never fills.
  const pglite = await PGlite.create({
    dataDir: join(folder, 'pglite'),
    postgresqlconf: ['shared_buffers = 8MB'],
    parsers: { [types.INT8]: Number },
  }).catch(async (error: unknown) => {
    await unlock();
    throw error;
  });
  const line = new PeopleFirst();
  const lined: PgliteDatabase['pglite'] = {
    query: (...query) => line.run(() => pglite.query(...query)),
    exec: (...script) => line.run(() => pglite.exec(...script)),
    listen: (...channel) => pglite.listen(...channel),
  };
  const within = (tx: Transaction): Queryable => ({
    secrets,
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) => {
      await afterInput();
      return (await tx.query<Row>(sql, [...parameters])).rows;
    },
  });
  return {
    engine: 'pglite',
    pglite: lined,
    secrets,
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      (await lined.query<Row>(sql, [...parameters])).rows,
    script: async (sql) => {
      await lined.exec(sql);
    },
    transaction: (work) => line.run(() => pglite.transaction((tx) => work(within(tx)))),
    close: async () => {
      await pglite.close();
      await unlock();
    },
  };
}
