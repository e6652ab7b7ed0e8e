import assert from 'node:assert/strict';
import { onEachEngine } from './on-each-engine.ts';

onEachEngine('the database', (database) => {
  before(() => database().script('CREATE TABLE notes (id integer PRIMARY KEY); CREATE TABLE spare ()'));
  beforeEach(() => database().script('TRUNCATE notes'));
  const ids = async () => {
    const rows = await database().query<{ id: number }>('SELECT id FROM notes ORDER BY id');
    return rows.map(({ id }) => id);
  };

  it('gives a bigint as a number', async () => {
    const [row] = await database().query('SELECT 9007199254740991::bigint AS large, NULL::bigint AS none');
    assert.deepEqual(row, { large: Number.MAX_SAFE_INTEGER, none: null });
    assert.deepEqual(await database().query('SELECT 1152921504606846976::bigint AS larger'), [
      { larger: 2 ** 60 },
    ]);
  });

  it('takes and gives a moment as a Date', async () => {
    const at = new Date('2026-03-01T12:34:56.789Z');
    const [row] = await database().query<{ at: Date }>('SELECT $1::timestamptz AS at', [at]);
    assert.ok(row?.at instanceof Date);
    assert.equal(row.at.toISOString(), at.toISOString());
  });

  it('takes JSON as a string and gives it parsed', async () => {
    const value = { text: 'naïve “写真” 😀', list: [1, null, { deep: true }] };
    const [row] = await database().query('SELECT $1::jsonb AS value', [JSON.stringify(value)]);
    assert.deepEqual(row, { value });
  });

  it('takes a list as an array, an empty one too', async () => {
    const look = (list: string[]) => database().query(`SELECT 1 AS hit WHERE 'a' = ANY($1::text[])`, [list]);
    assert.equal((await look(['b', 'a'])).length, 1);
    assert.equal((await look([])).length, 0);
  });

  it('commits what a transaction did, and returns its result', async () => {
    const result = await database().transaction(async (tx) => {
      await tx.query('INSERT INTO notes VALUES ($1)', [1]);
      await tx.query('INSERT INTO notes VALUES ($1)', [2]);
      return 'done';
    });
    assert.equal(result, 'done');
    assert.deepEqual(await ids(), [1, 2]);
  });

  it('rolls back all that a transaction did when its work fails, and passes the error on', async () => {
    const failure = new Error('no');
    const attempt = database().transaction(async (tx) => {
      await tx.query('INSERT INTO notes VALUES (1)');
      throw failure;
    });
    await assert.rejects(attempt, (error) => error === failure);
    assert.deepEqual(await ids(), []);
  });

  it('rolls back when a statement fails, and goes on working', async () => {
    const attempt = database().transaction(async (tx) => {
      await tx.query('INSERT INTO notes VALUES (1)');
      await tx.query('INSERT INTO notes VALUES (1)');
    });
    await assert.rejects(attempt, { code: '23505' });
    assert.deepEqual(await ids(), []);
    await database().transaction((tx) => tx.query('INSERT INTO notes VALUES (3)'));
    assert.deepEqual(await ids(), [3]);
  });

  it('keeps transactions that run at once apart', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, id) =>
        database().transaction(async (tx) => {
          await tx.query('INSERT INTO notes VALUES ($1)', [id]);
          if (id % 2) throw new Error('odd');
        }),
      ).map((attempt) => attempt.catch(() => {})),
    );
    assert.deepEqual(
      await ids(),
      Array.from({ length: 15 }, (_, index) => index * 2),
    );
  });
});
