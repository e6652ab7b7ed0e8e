import { openPglite } from '../../../services/database/pglite-database.ts';

/** A process for tests to kill: commits one row after the other, and writes each number once it is in. */
const [folder = ''] = process.argv.slice(2);
const database = await openPglite(folder);
await database.script('CREATE TABLE IF NOT EXISTS rows (id integer PRIMARY KEY, filling text)');
for (let id = 1; ; id++) {
  await database.transaction(async (tx) => {
    await tx.query('INSERT INTO rows VALUES ($1, $2)', [id, 'x'.repeat(500)]);
    // Never commits alone: a row whose partner is missing would be half a transaction.
    await tx.query('INSERT INTO rows VALUES ($1, NULL)', [-id]);
  });
  process.stdout.write(`${id}\n`);
}
