import type { Queryable } from './database.ts';

const PREFIX = 'forward/';

/** Under which key the state of the dialog about a forward is kept. */
export function dialogStateKey(forwardId: string): string {
  return `${PREFIX}${forwardId}`;
}

/**
 * Deletes the state of dialogs that have come to their end elsewhere. One about a refused forward is kept, since
 * *Retry* may ask again.
 */
export async function deleteDialogLeftOvers(database: Queryable): Promise<void> {
  await database.query(
    `DELETE FROM bridge.bot_state s WHERE starts_with(s.key, $1) AND NOT EXISTS (
       SELECT FROM bridge.forwards WHERE stage IN ('asking', 'refused') AND s.key = $1 || id::text)`,
    [PREFIX],
  );
}
