import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../../services/database/database.ts';
import { openPostgres } from '../../../services/database/postgres-database.ts';
import { openEmptyDatabase } from '../../support/empty-database.ts';
import { NO_POSTGRES, newPostgresUrl, stopPostgres } from '../../support/postgres.ts';

/**
 * Runs the same tests on PGlite and on a PostgreSQL server, each with an empty database of its own; the latter has
 * an address.
 */
export function onEachEngine(
  title: string,
  define: (database: () => Database, url: () => string | undefined) => void,
): void {
  describe(`${title} on PGlite`, () => {
    let folder: string;
    let database: Database;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'bridge-database-'));
      database = await openEmptyDatabase(folder);
    });
    define(
      () => database,
      () => undefined,
    );
    // After those of the tests, which still need it.
    after(async () => {
      await database.close();
      await rm(folder, { recursive: true });
    });
  });

  const onServer = NO_POSTGRES === undefined ? describe : describe.skip;
  onServer(`${title} on PostgreSQL${NO_POSTGRES ? ` (skipped: ${NO_POSTGRES})` : ''}`, () => {
    let url: string;
    let database: Database;
    before(async () => {
      url = await newPostgresUrl();
      database = openPostgres(url);
    });
    define(
      () => database,
      () => url,
    );
    after(async () => {
      await database.close();
      await stopPostgres();
    });
  });
}
