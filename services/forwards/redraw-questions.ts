import type { Database } from '../database/database.ts';
import { threadsOf } from '../links/scope-of.ts';
import { lockForward, noteChange } from './changes.ts';
import type { ForwardJobs } from './forward-jobs.ts';

/** Has the cards drawn anew of all that waits for an answer in a conversation, its threads included. */
export async function redrawQuestions(database: Database, jobs: ForwardJobs, scope: string): Promise<void> {
  const open = await database.query<{ id: string }>(
    `SELECT id FROM bridge.forwards
     WHERE stage = 'asking' AND (conversation_key = $1 OR starts_with(conversation_key, $2))`,
    [scope, threadsOf(scope)],
  );
  for (const { id } of open) {
    await database.transaction(async (tx) => {
      if ((await lockForward(tx, id)) === 'asking') await noteChange(tx, jobs, id);
    });
  }
}
