import type { Queryable } from './database.ts';

/** What the keys of this database's files begin with in the spool. */
export async function spoolPrefix(db: Queryable): Promise<string> {
  const [row] = await db.query<{ prefix: string }>('SELECT prefix FROM bridge.spool_prefix');
  return row?.prefix ?? '';
}
