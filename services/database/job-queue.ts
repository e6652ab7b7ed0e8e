import { type Db, fromPglite, PgBoss } from 'pg-boss';
import { afterInput } from './after-input.ts';
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
        db: patient(fromPglite(database.pglite)),
        backend: 'pglite',
        persistWarnings: false,
      })
    : new PgBoss({ ...common, ...(connectionString && { connectionString }), max: 4 });
}

function patient(db: PgliteDb): PgliteDb {
  return {
    ...db,
    executeSql: async (text, values) => {
      await afterInput();
      return db.executeSql(text, values);
    },
  };
}

type PgliteDb = ReturnType<typeof fromPglite>;

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
