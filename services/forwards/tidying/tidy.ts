import type { Database } from '../../database/database.ts';
import { deleteDialogLeftOvers } from '../../database/dialog-state.ts';
import { Greetings } from '../../database/greetings.ts';
import { Turns } from '../../database/turns.ts';
import type { Spool } from '../../files/spool/spool.ts';
import { forgetRanks } from '../delivery/rank.ts';
import type { ForwardJobs } from '../forward-jobs.ts';
import { clearSpool } from './clear-spool.ts';
import { deleteHistory } from './delete-history.ts';
import { expireForwards } from './expire-forwards.ts';
import { forgetFailedFiles } from './forget-failed-files.ts';
import { noteEnds } from './note-ends.ts';
import type { Retention } from './retention.ts';

/** Nobody delivers an activity again after two days. */
const TURNS_KEPT_MS = 2 * 24 * 3_600_000;

export interface TidyServices {
  readonly database: Database;
  readonly jobs: ForwardJobs;
  readonly spool: Pick<Spool, 'remove' | 'entries'>;
  readonly retention: Retention;
}

/**
 * Ends what nobody will end, and clears away what nobody needs. Safe to run again at any point, and beside
 * others. A step that fails does not hold up those behind it.
 * @throws AggregateError of what the steps threw, once all have had their turn.
 */
export async function tidy(services: TidyServices, signal: AbortSignal): Promise<void> {
  const { database, retention } = services;
  const steps = [
    () => expireForwards(services, retention, signal),
    () => noteEnds(database),
    () => forgetFailedFiles(services, retention, signal),
    () => deleteHistory(database, retention, signal),
    () => deleteDialogLeftOvers(database),
    () => forgetRanks(database),
    () => new Turns(database).forgetOlderThan(TURNS_KEPT_MS),
    () => new Greetings(database).forgetHourly(),
    () => clearSpool(services, signal),
  ];
  const errors: unknown[] = [];
  for (const step of steps) {
    signal.throwIfAborted();
    await step().catch((error: unknown) => errors.push(error));
  }
  if (errors.length > 0) throw new AggregateError(errors, 'Not everything could be tidied up.');
}
