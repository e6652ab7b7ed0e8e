import type { Database } from '../../database/database.ts';
import { dialogStateKey } from '../../database/dialog-state.ts';
import type { Spool } from '../../files/spool/spool.ts';
import { lockForward } from '../changes.ts';

/** What was deleted of a person, in numbers. */
export interface Forgotten {
  /** With their posts, files and captions. */
  readonly forwards: number;
  /** Files whose bytes still lay in the spool. */
  readonly files: number;
  /** Links that the person made, which go on without their name. */
  readonly links: number;
  /** What else named the person: notes that were said, and who added the Slack app. */
  readonly notes: number;
  /** News of Slack that wait to be deleted, and were emptied. */
  readonly events: number;
  /** Forwards that are just being posted, and are still there. */
  readonly underWay: number;
}

export interface ForgettingServices {
  readonly database: Database;
  readonly spool: Pick<Spool, 'remove'>;
}

const SLACK_EVENTS = 'slack';

/**
 * Deletes all that is stored about a person, other than what is just on its way to Kaizala.
 * @param person the id that Teams (`29:…`) or Slack (`U…`) gives, or the object id in Entra ID
 */
export async function forgetPerson(services: ForgettingServices, person: string): Promise<Forgotten> {
  const { database } = services;
  const ids = await idsOf(database, person);
  const forwards = await forgetForwards(services, ids);
  const links = await database.query(
    `UPDATE bridge.links SET linked_by_id = 'forgotten', linked_by_name = NULL, linked_by_entra_id = NULL
     WHERE linked_by_id = ANY($1::text[]) RETURNING 1`,
    [ids],
  );
  const greetings = await database.query(
    `DELETE FROM bridge.greetings WHERE string_to_array(conversation_key, '|') && $1::text[] RETURNING 1`,
    [ids],
  );
  const installations = await database.query(
    `UPDATE bridge.slack_installations SET installed_by = NULL WHERE installed_by = ANY($1::text[]) RETURNING 1`,
    [ids],
  );
  return {
    ...forwards,
    links: links.length,
    notes: greetings.length + installations.length,
    events: await emptyEvents(database, person),
  };
}

/** All ids under which the person is known: that of Teams beside that of Entra ID, and Slack's with its workspace. */
async function idsOf(database: Database, person: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `SELECT requester_id AS id FROM bridge.forwards
     WHERE requester_entra_id = lower($1) OR starts_with(requester_id, $1 || ':T')
     UNION SELECT linked_by_id FROM bridge.links
     WHERE linked_by_entra_id = lower($1) OR starts_with(linked_by_id, $1 || ':T')`,
    [person],
  );
  return [...new Set([person, ...rows.map(({ id }) => id)])];
}

async function forgetForwards(
  { database, spool }: ForgettingServices,
  ids: readonly string[],
): Promise<Pick<Forgotten, 'forwards' | 'files' | 'underWay'>> {
  const rows = await database.query<{ id: string }>(
    'SELECT id FROM bridge.forwards WHERE requester_id = ANY($1::text[])',
    [ids],
  );
  const counts = { forwards: 0, files: 0, underWay: 0 };
  for (const { id } of rows) {
    const fileIds = await forgetForward(database, id);
    if (!fileIds) {
      counts.underWay++;
      continue;
    }
    for (const fileId of fileIds) await spool.remove(fileId);
    counts.forwards++;
    counts.files += fileIds.length;
  }
  return counts;
}

/** Returns the files whose bytes are to be removed; undefined if it is just being posted. */
function forgetForward(database: Database, id: string): Promise<string[] | undefined> {
  return database.transaction(async (tx) => {
    await lockForward(tx, id);
    const moving = await tx.query(
      `SELECT FROM bridge.posts WHERE forward_id = $1 AND state IN ('uploading', 'uploaded', 'posting')`,
      [id],
    );
    if (moving.length > 0) return undefined;
    const files = await tx.query<{ id: string }>(
      `SELECT id FROM bridge.files WHERE forward_id = $1 AND (in_spool OR state = 'waiting')`,
      [id],
    );
    await tx.query('DELETE FROM bridge.forwards WHERE id = $1', [id]);
    await tx.query('DELETE FROM bridge.bot_state WHERE key = $1', [dialogStateKey(id)]);
    return files.map((file) => file.id);
  });
}

/**
 * They are kept, for an event that Slack repeats is recognized by its job, but without what they say. Those that are
 * still to be worked off are left: what comes of them can be deleted after that.
 */
async function emptyEvents(database: Database, person: string): Promise<number> {
  const [{ isThere } = { isThere: false }] = await database.query<{ isThere: boolean }>(
    `SELECT to_regclass('jobs.job') IS NOT NULL AS "isThere"`,
  );
  if (!isThere) return 0;
  const emptied = await database.query(
    `UPDATE jobs.job SET data = '{}'::jsonb, group_id = NULL
     WHERE name = $1 AND state NOT IN ('created', 'retry', 'active')
       AND strpos(data->>'envelope', to_json($2::text)::text) > 0
     RETURNING 1`,
    [SLACK_EVENTS, person],
  );
  return emptied.length;
}
