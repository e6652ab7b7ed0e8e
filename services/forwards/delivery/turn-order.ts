import type { Database, Queryable } from '../../database/database.ts';
import { lockForward } from '../changes.ts';
import type { ForwardJobs } from '../forward-jobs.ts';

/** Nobody waits for what was shared longer ago than this, in hours: whatever is left of it is in trouble. */
const PATIENCE_HOURS = 24;

/**
 * Whether a forward `w` is on its way without trouble, so that those behind it wait; in SQL. What waits to try
 * again, has failed or is uncertain holds up nobody.
 */
const IS_GOING = `(w.stage = 'finding' AND w.find_failure IS NULL
  OR w.stage = 'accepted' AND EXISTS (SELECT FROM bridge.posts p WHERE p.forward_id = w.id AND (
    p.state IN ('spooled', 'uploading', 'uploaded', 'posting')
      AND (p.next_attempt_at IS NULL OR p.next_attempt_at <= now())
    OR p.state = 'waiting' AND NOT EXISTS (SELECT FROM bridge.files
      WHERE post_id = p.id AND state = 'waiting' AND failure IS NOT NULL))))`;

/** Where a forward stands among those that go without a question. */
interface Place {
  readonly scope_key: string;
  readonly requester_id: string;
  readonly shared_at: Date;
  readonly arrival: number;
}

/** Whether something that the same person shared before, in the same conversation, has to go first. */
export async function isHeldUp(database: Database, forwardId: string): Promise<boolean> {
  const place = await placeOf(database, forwardId);
  if (!place) return false;
  const before = await database.query(
    `SELECT FROM bridge.forwards w WHERE w.scope_key = $1 AND w.requester_id = $2 AND w.auto
       AND (w.shared_at, w.arrival) < ($3::timestamptz, $4::bigint)
       AND w.shared_at > $3::timestamptz - make_interval(hours => ${PATIENCE_HOURS})
       AND ${IS_GOING} LIMIT 1`,
    parametersOf(place),
  );
  return before.length > 0;
}

/** Does a piece of work on a forward, and then sends those on their way that it does not hold up any more. */
export async function sendFollowing(
  database: Database,
  jobs: ForwardJobs,
  forwardId: string,
  work: () => Promise<void>,
): Promise<void> {
  // Looked up before, since it may be gone afterwards.
  const place = await placeOf(database, forwardId);
  await work();
  if (!place) return;
  const [next] = await database.query<{ id: string }>(
    `SELECT w.id FROM bridge.forwards w WHERE w.scope_key = $1 AND w.requester_id = $2 AND w.auto
       AND (w.shared_at, w.arrival) > ($3::timestamptz, $4::bigint) AND w.stage = 'accepted' AND ${IS_GOING}
       AND NOT EXISTS (SELECT FROM (SELECT * FROM bridge.forwards WHERE id = $5) w WHERE ${IS_GOING})
     ORDER BY w.shared_at, w.arrival LIMIT 1`,
    [...parametersOf(place), forwardId],
  );
  if (!next) return;
  await database.transaction(async (tx) => {
    await lockForward(tx, next.id);
    await jobs.deliver(tx, next.id);
  });
}

/** Undefined if the forward waits for a person anyway, and so for nobody else. */
async function placeOf(db: Queryable, forwardId: string): Promise<Place | undefined> {
  const [place] = await db.query<Place>(
    'SELECT scope_key, requester_id, shared_at, arrival FROM bridge.forwards WHERE id = $1 AND auto',
    [forwardId],
  );
  return place;
}

function parametersOf({ scope_key, requester_id, shared_at, arrival }: Place): unknown[] {
  return [scope_key, requester_id, shared_at, arrival];
}
