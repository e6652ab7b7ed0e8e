import type { Database } from '../database/database.ts';
import type { ForwardObserver } from './observer.ts';
import { showForward } from './show-forward.ts';

/** So many are shown at most. */
const MOST = 100;

/**
 * Has people shown what they have not seen yet, without a job: for a process that has stopped taking jobs. What
 * can't be shown now is shown by the job that waits for it.
 */
export async function showUnseen(services: {
  readonly database: Database;
  readonly observer: ForwardObserver;
}): Promise<void> {
  const unseen = await services.database.query<{ id: string }>(
    `SELECT id FROM bridge.forwards
     WHERE revision > shown_revision AND card_activity_id IS NOT NULL LIMIT ${MOST}`,
  );
  await Promise.allSettled(unseen.map(({ id }) => showForward(services, id)));
}
