import { type Db, fromPglite, PgBoss } from 'pg-boss';
import type { Database, Queryable } from './database.ts';
import type { PgliteDatabase } from './pglite-database.ts';

const SCHEMA = 'jobs';

/** Creates pg-boss on the same engine as the database. It still has to be started. */
export function createJobQueue(
  database: Database | PgliteDatabase,
  connectionString: string | undefined,
): PgBoss {
  const common = {
    schema: SCHEMA,
    useListenNotify: true,
    // How soon the jobs of a dead process are noticed, together with their heartbeat.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    openTelemetry: { enabled: false },
  };
  return 'pglite' in database
    ? new PgBoss({
        ...common,
        db: fromPglite(database.pglite),
        backend: 'pglite',
        persistWarnings: false,
      })
    : new PgBoss({ ...common, ...(connectionString && { connectionString }), max: 4 });
}

/** Lets pg-boss send a job inside a transaction of ours. */
export function jobsWithin(tx: Queryable): { db: Db } {
  return {
    db: {
      executeSql: async (text: string, values?: unknown[]) => ({
        rows: await tx.query<Record<string, unknown>>(text, values ?? []),
      }),
    },
  };
}
