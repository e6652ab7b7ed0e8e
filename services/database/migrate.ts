import { readdir, readFile } from 'node:fs/promises';
import type { Database } from './database.ts';

const FOLDER = new URL('./migrations/', import.meta.url);
/** Any number that no other program on the server is likely to lock. */
const LOCK = 5_324_911;

/** Brings the schema up to date: each file of `migrations/` once, in the order of their names. */
export async function migrate(database: Database): Promise<void> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  const steps = await Promise.all(
    files.map(async (name) => ({ name, sql: await readFile(new URL(name, FOLDER), 'utf8') })),
  );
  await database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await tx.query('CREATE SCHEMA IF NOT EXISTS bridge');
    await tx.query('CREATE TABLE IF NOT EXISTS bridge.migrations (name text PRIMARY KEY)');
    const done = await tx.query<{ name: string }>('SELECT name FROM bridge.migrations');
    const doneNames = new Set(done.map((row) => row.name));
    for (const { name, sql } of steps.filter((step) => !doneNames.has(step.name))) {
      // One statement at a time, since a prepared statement can hold no more than one.
      for (const statement of sql.split(/;\s*$/m).filter((text) => text.trim() !== '')) {
        await tx.query(statement);
      }
      await tx.query('INSERT INTO bridge.migrations (name) VALUES ($1)', [name]);
    }
  });
}
