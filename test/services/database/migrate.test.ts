import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
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

  it('knows of files that were shared before which message shared them', async () => {
    const names = (await readdir(MIGRATIONS)).sort();
    await database().script('DROP SCHEMA bridge CASCADE; CREATE SCHEMA bridge');
    await database().script('CREATE TABLE bridge.migrations (name text PRIMARY KEY)');
    for (const name of names.filter((each) => each < '008')) {
      await database().script(await readFile(new URL(name, MIGRATIONS), 'utf8'));
      await database().query('INSERT INTO bridge.migrations (name) VALUES ($1)', [name]);
    }
    const [forward, post] = [randomUUID(), randomUUID()];
    await database().query(
      `INSERT INTO bridge.forwards (id, source_key, conversation_key, requester_id, conversation_reference, stage,
         caption)
       VALUES ($1, 'teams|19:c;messageid=1|7', 'teams|19:c;messageid=1', 'p', '{}', 'accepted', 'harvest')`,
      [forward],
    );
    await database().query(
      `INSERT INTO bridge.posts (id, forward_id, position, kind, state) VALUES ($1, $2, 0, 'image', 'posted')`,
      [post, forward],
    );
    await database().query(
      `INSERT INTO bridge.files (id, forward_id, post_id, position, name, state)
       VALUES ($1, $2, $3, 0, 'old.jpg', 'spooled')`,
      [randomUUID(), forward, post],
    );
    await migrate(database());
    const rows = await database().query(
      `SELECT f.source_key, p.caption FROM bridge.files f JOIN bridge.posts p ON p.id = f.post_id`,
    );
    assert.deepEqual(rows, [{ source_key: 'teams|19:c|7', caption: 'harvest' }]);
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
