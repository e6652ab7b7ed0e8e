import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import type { Database } from '../../../services/database/database.ts';
import { migrate } from '../../../services/database/migrate.ts';
import { openPostgres } from '../../../services/database/postgres-database.ts';
import { NO_POSTGRES, newPostgresUrl, stopPostgres } from '../../support/postgres.ts';
import { onEachEngine } from './on-each-engine.ts';

const MIGRATIONS = new URL('../../../services/database/migrations/', import.meta.url);

const tablesOf = async (database: Database) => {
  const rows = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'bridge' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
};
const doneIn = async (database: Database) => {
  const rows = await database.query<{ name: string }>('SELECT name FROM bridge.migrations ORDER BY name');
  return rows.map(({ name }) => name);
};

onEachEngine('migrate', (database) => {
  it('brings an empty database up to date, and leaves one that is alone', async () => {
    await migrate(database());
    const tables = await tablesOf(database());
    assert.ok(tables.includes('forwards') && tables.includes('bot_state'), tables.join());
    await database().query(`INSERT INTO bridge.greetings (conversation_key) VALUES ('kept')`);
    await migrate(database());
    assert.deepEqual(await tablesOf(database()), tables);
    assert.deepEqual(await doneIn(database()), (await readdir(MIGRATIONS)).sort());
    assert.equal((await database().query('SELECT 1 FROM bridge.greetings')).length, 1);
  });

  it('leaves nothing half done when a step fails', async () => {
    await database().script('DROP SCHEMA bridge CASCADE; CREATE SCHEMA bridge');
    // In the way of the last step.
    await database().script('CREATE TABLE bridge.kaizala_connectors ()');
    await assert.rejects(migrate(database()), /kaizala_connectors/);
    assert.deepEqual(await tablesOf(database()), ['kaizala_connectors']);
    await database().script('DROP TABLE bridge.kaizala_connectors');
    await migrate(database());
    assert.deepEqual(await doneIn(database()), (await readdir(MIGRATIONS)).sort());
  });
});

const onServer = NO_POSTGRES === undefined ? describe : describe.skip;
onServer(`migrate by several at once${NO_POSTGRES ? ` (skipped: ${NO_POSTGRES})` : ''}`, () => {
  const opened: Database[] = [];
  after(async () => {
    for (const database of opened) await database.close();
    await stopPostgres();
  });

  it('runs each step once', async () => {
    const url = await newPostgresUrl();
    for (let count = 0; count < 6; count++) opened.push(openPostgres(url));
    await Promise.all(opened.map(migrate));
    for (const database of opened) {
      assert.deepEqual(await doneIn(database), (await readdir(MIGRATIONS)).sort());
    }
  });
});
