import { KaizalaStateError } from '../kaizala/errors.ts';
import { callsInWindow, nextCall } from '../kaizala/next-call.ts';
import type { CallLedger } from '../kaizala/types.ts';
import type { Database, Queryable } from './database.ts';

/** No call is reserved for later than this, except on purpose. */
const LONGEST_AHEAD_MS = 3_600_000;

interface LedgerRow {
  calls: number[];
  blocked_until: number;
  now: number;
}

/**
 * Keeps count of a connector's calls in the database, by its clock, for all instances of the bot together.
 *
 * The libraries that limit rates on PostgreSQL count in fixed windows, by the clock of each client. Two windows
 * that meet let twice as many calls through as Kaizala takes in a minute, and under a backlog all calls of a
 * window go in its first seconds, so that whoever comes later waits for the next one.
 */
export function callLedger(database: Database, applicationId: string, callsPerMinute: number): CallLedger {
  const reserve = (tx: Queryable) => reserveCall(tx, applicationId, callsPerMinute);
  return {
    reserve: () => database.transaction(reserve).catch(fail),
    pause: async (ms) => {
      await database
        .query(
          `UPDATE bridge.call_ledgers
           SET blocked_until = greatest(blocked_until, extract(epoch FROM clock_timestamp()) * 1000 + $2)
           WHERE application_id = $1`,
          [applicationId, ms],
        )
        .catch(fail);
    },
  };
}

async function reserveCall(tx: Queryable, applicationId: string, callsPerMinute: number): Promise<number> {
  const [row] = await tx.query<LedgerRow>(
    `INSERT INTO bridge.call_ledgers (application_id) VALUES ($1)
     ON CONFLICT (application_id) DO UPDATE SET application_id = excluded.application_id
     RETURNING calls, blocked_until, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`,
    [applicationId],
  );
  if (!row) return 0;
  // A clock that was set back must not make everybody wait for the time that it showed.
  const calls = row.calls.filter((call) => call < row.now + LONGEST_AHEAD_MS);
  const at = nextCall(calls, Math.max(row.now, row.blocked_until), callsPerMinute);
  await tx.query('UPDATE bridge.call_ledgers SET calls = $2::jsonb WHERE application_id = $1', [
    applicationId,
    JSON.stringify([...callsInWindow(calls, at), at]),
  ]);
  return Math.max(0, at - row.now);
}

function fail(cause: unknown): never {
  throw new KaizalaStateError("The count of Kaizala calls can't be kept. Check the database.", { cause });
}
