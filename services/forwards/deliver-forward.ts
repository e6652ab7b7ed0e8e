import type { Attempt } from './attempt.ts';
import type { DeliveryServices } from './delivery-services.ts';
import { loadForward } from './forward-rows.ts';
import { runPost } from './run-post.ts';
import type { Forward, Post, PostState } from './types.ts';

const AT_WORK: readonly PostState[] = ['spooled', 'uploading', 'uploaded', 'posting'];

/**
 * Brings the posts of an accepted forward to Kaizala, one after the other in the order in which the files
 * were shared. A post that has to wait does not hold up those behind it. Safe to run again at any point.
 */
export async function deliverForward(
  services: DeliveryServices,
  forwardId: string,
  attempt: Attempt,
): Promise<void> {
  const forward = await loadForward(services.database, forwardId);
  if (!forward) return;
  if (forward.stage === 'accepted') {
    for (const post of forward.posts) {
      if (isBeingFetched(post)) break;
      if (isDue(post)) await runPost(services, forward, post, attempt);
    }
  }
  await wrapUp(services, forwardId);
}

/** Those behind it wait for it, so that the order stays; the end of the fetching sends another job. */
function isBeingFetched({ state, files }: Post): boolean {
  return state === 'waiting' && !files.some((file) => file.state === 'waiting' && file.failure);
}

function isDue(post: Post): boolean {
  return AT_WORK.includes(post.state) && (post.nextAttemptAt?.getTime() ?? 0) <= Date.now();
}

/** Drops the bytes that nobody needs any more, and comes back for the posts that have to wait. */
async function wrapUp({ database, jobs, spool }: DeliveryServices, forwardId: string): Promise<void> {
  const forward = await loadForward(database, forwardId);
  if (!forward) return;
  for (const post of forward.posts.filter(({ state }) => state === 'posted' || state === 'cancelled')) {
    // One that is being fetched is dropped by whoever fetches it, not pulled away from under it.
    for (const file of post.files.filter(({ state }) => state !== 'waiting')) await spool.remove(file.id);
  }
  const next = nextAttempt(forward);
  if (next) await database.transaction((tx) => jobs.deliver(tx, forwardId, next));
}

function nextAttempt({ stage, posts }: Forward): Date | undefined {
  const fetching = posts.findIndex(isBeingFetched);
  // Those behind it are not waited for: the end of the fetching sends another job.
  const reachable = fetching === -1 ? posts : posts.slice(0, fetching);
  const times = reachable.flatMap(({ state, nextAttemptAt }) =>
    nextAttemptAt && AT_WORK.includes(state) ? [nextAttemptAt.getTime()] : [],
  );
  return stage === 'accepted' && times.length > 0 ? new Date(Math.min(...times)) : undefined;
}
