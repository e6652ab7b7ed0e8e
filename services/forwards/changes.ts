import type { Queryable } from '../database/database.ts';
import type { ForwardJobs } from './forward-jobs.ts';
import type { Failure, ForwardStage, PostState, SeenAction } from './types.ts';

/**
 * Locks a forward's row. Every transaction that touches its posts or files does this first, so that none waits for
 * another that waits for it. Only the lock of a sharer comes before it, and only who has that lock may lock a
 * second forward, of the same sharer.
 */
export async function lockForward(tx: Queryable, forwardId: string): Promise<ForwardStage | undefined> {
  const [forward] = await tx.query<{ stage: ForwardStage }>(
    'SELECT stage FROM bridge.forwards WHERE id = $1 FOR UPDATE',
    [forwardId],
  );
  return forward?.stage;
}

/** Marks the forward as changed, so that people are shown what it has become. */
export async function noteChange(tx: Queryable, jobs: ForwardJobs, forwardId: string): Promise<void> {
  await tx.query('UPDATE bridge.forwards SET revision = revision + 1 WHERE id = $1', [forwardId]);
  await jobs.show(tx, forwardId);
}

/** Columns of a post that a step may set along with its state. */
export interface PostChange {
  readonly state: PostState;
  readonly mediaResource?: string | null;
  /** The caption of the attempt to post. */
  readonly caption?: string | null;
  readonly referenceId?: string;
  readonly failure?: Failure | null;
  readonly attempts?: number;
  readonly firstFailedAt?: Date | null;
  readonly nextAttemptAt?: Date | null;
  readonly postingSince?: Date;
  readonly postingUntil?: Date | null;
  readonly seenBefore?: readonly SeenAction[] | null;
  readonly connector?: string | null;
  readonly postedAt?: Date;
}

const COLUMNS = {
  state: 'state',
  mediaResource: 'media_resource',
  caption: 'caption',
  referenceId: 'reference_id',
  failure: 'failure',
  attempts: 'attempts',
  firstFailedAt: 'first_failed_at',
  nextAttemptAt: 'next_attempt_at',
  postingSince: 'posting_since',
  postingUntil: 'posting_until',
  seenBefore: 'seen_before',
  connector: 'connector',
  postedAt: 'posted_at',
} as const satisfies Record<keyof PostChange, string>;
const JSON_COLUMNS: ReadonlySet<keyof PostChange> = new Set(['failure', 'seenBefore']);

const ENDED: readonly PostState[] = ['posted', 'failed', 'cancelled'];

/**
 * Takes a post one step further, if it still is where the step starts from. False: it isn't (it was
 * cancelled, say), nothing was changed, and the caller has to stop.
 */
export async function movePost(
  tx: Queryable,
  postId: string,
  from: readonly PostState[],
  change: PostChange,
): Promise<boolean> {
  const set = Object.entries(change) as [keyof PostChange, unknown][];
  const assignments = set.map(
    ([key], index) => `${COLUMNS[key]} = $${index + 3}${JSON_COLUMNS.has(key) ? '::jsonb' : ''}`,
  );
  const values = set.map(([key, value]) => (JSON_COLUMNS.has(key) && value ? JSON.stringify(value) : value));
  assignments.push(`ended_at = ${ENDED.includes(change.state) ? 'now()' : 'NULL'}`);
  const moved = await tx.query(
    `UPDATE bridge.posts SET ${assignments.join(', ')} WHERE id = $1 AND state = ANY($2::text[]) RETURNING id`,
    [postId, from, ...values],
  );
  return moved.length > 0;
}

/** Whether the post's last attempt is the one that began at that time. */
export async function isAttempt(tx: Queryable, postId: string, postingSince: Date): Promise<boolean> {
  const [post] = await tx.query<{ posting_since: Date | null }>(
    'SELECT posting_since FROM bridge.posts WHERE id = $1',
    [postId],
  );
  return post?.posting_since?.getTime() === postingSince.getTime();
}

/** Whether a forward's posts are still made of what they were when that version was read. */
export async function hasContent(tx: Queryable, forwardId: string, contentVersion: number): Promise<boolean> {
  const [forward] = await tx.query<{ content_version: number }>(
    'SELECT content_version FROM bridge.forwards WHERE id = $1',
    [forwardId],
  );
  return forward?.content_version === contentVersion;
}
