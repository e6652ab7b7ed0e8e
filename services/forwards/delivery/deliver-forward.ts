import type { Attempt } from '../attempt.ts';
import { lockForward } from '../changes.ts';
import type { DeliverJob } from '../forward-jobs.ts';
import { loadForward } from '../forward-rows.ts';
import type { Forward, Post, PostState } from '../types.ts';
import type { DeliveryServices } from './delivery-services.ts';
import { beginRank } from './rank.ts';
import { runPost } from './run-post.ts';
import { isHeldUp, sendFollowing } from './turn-order.ts';

/** Whoever frees the way says so; this is for when that process has died, in milliseconds. */
const LOOK_AGAIN_MS = 10_000;

const AT_WORK: readonly PostState[] = ['spooled', 'uploading', 'uploaded', 'posting'];

/**
 * Brings the next post of an accepted forward to Kaizala, in the order in which the files were shared, and
 * comes back for the one after it when it is the forward's turn again. A post that has to wait does not hold up
 * those behind it; nor does a forward that has to, of those that one person's messages make without a question.
 * Safe to run again at any point.
 */
export async function deliverForward(
  services: DeliveryServices,
  job: DeliverJob,
  attempt: Attempt,
): Promise<void> {
  const { database, jobs } = services;
  const { forwardId } = job;
  await sendFollowing(database, jobs, forwardId, () => deliverNext(services, job, attempt));
  await dropBytes(services, forwardId);
}

async function deliverNext(
  services: DeliveryServices,
  { forwardId, rank }: DeliverJob,
  attempt: Attempt,
): Promise<void> {
  const { database } = services;
  const forward = await loadForward(database, forwardId);
  const post = forward && reachable(forward).find(isDue);
  if (post && forward.auto && (await isHeldUp(database, forwardId))) {
    return comeBack(services, forwardId, new Date(Date.now() + LOOK_AGAIN_MS));
  }
  if (post) {
    await database.transaction(async (tx) => {
      await lockForward(tx, forwardId);
      await beginRank(tx, forwardId, rank);
    });
    await runPost(services, forward, post, { ...attempt, rank });
  }
  await sendNext(services, forwardId);
}

/** The posts that may go now. Those behind one that is being fetched wait for it, so that the order stays. */
function reachable({ stage, posts }: Forward): readonly Post[] {
  if (stage !== 'accepted') return [];
  const fetching = posts.findIndex(isBeingFetched);
  return (fetching === -1 ? posts : posts.slice(0, fetching)).filter(({ state }) => AT_WORK.includes(state));
}

/** The end of the fetching sends another job. */
function isBeingFetched({ state, files }: Post): boolean {
  return state === 'waiting' && !files.some((file) => file.state === 'waiting' && file.failure);
}

function isDue({ nextAttemptAt }: Post): boolean {
  return (nextAttemptAt?.getTime() ?? 0) <= Date.now();
}

/** Comes back for the posts that are left. */
async function sendNext(services: DeliveryServices, forwardId: string): Promise<void> {
  const forward = await loadForward(services.database, forwardId);
  if (!forward) return;
  const left = reachable(forward);
  if (left.length === 0) return;
  const next = new Date(Math.min(...left.map(({ nextAttemptAt }) => nextAttemptAt?.getTime() ?? 0)));
  const isDueNow = next.getTime() <= Date.now();
  await comeBack(services, forwardId, isDueNow ? undefined : next);
}

function comeBack({ database, jobs }: DeliveryServices, forwardId: string, at?: Date): Promise<void> {
  return database.transaction(async (tx) => {
    await lockForward(tx, forwardId);
    await jobs.deliver(tx, forwardId, at);
  });
}

/**
 * Drops the bytes that nobody needs any more. What can't be dropped now is left to the tidying up. One that is
 * being fetched is not in the spool yet, and is dropped by whoever fetches it.
 */
async function dropBytes({ database, spool, onFailure }: DeliveryServices, forwardId: string): Promise<void> {
  const files = await database.query<{ id: string }>(
    `SELECT f.id FROM bridge.files f JOIN bridge.posts p ON p.id = f.post_id
     WHERE f.forward_id = $1 AND f.in_spool AND p.state IN ('posted', 'cancelled')`,
    [forwardId],
  );
  for (const { id } of files) {
    try {
      await spool.remove(id);
      await database.query('UPDATE bridge.files SET in_spool = false WHERE id = $1', [id]);
    } catch (error) {
      onFailure?.(error, { forwardId, fileId: id });
    }
  }
}
