import assert from 'node:assert/strict';
import type { Database } from '../../../services/database/database.ts';
import { openPostgres } from '../../../services/database/postgres-database.ts';
import { NO_POSTGRES, newPostgresUrl, stopPostgres } from '../../support/postgres.ts';

const onServer = NO_POSTGRES === undefined ? describe : describe.skip;

onServer(`a connection that the server breaks off${NO_POSTGRES ? ` (skipped: ${NO_POSTGRES})` : ''}`, () => {
  let database: Database;
  before(async () => {
    database = openPostgres(await newPostgresUrl());
  });
  after(async () => {
    await database.close();
    await stopPostgres();
  });

  it('fails its transaction, not the process, and is replaced', async () => {
    const broken = database.transaction(async (tx) => {
      const [row] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await database.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      await tx.query('SELECT pg_sleep(5)');
    });
    await assert.rejects(broken);
    assert.deepEqual(await database.query('SELECT 1 AS one'), [{ one: 1 }]);
  });
});
