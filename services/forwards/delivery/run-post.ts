import type { DeliveryAttempt } from '../attempt.ts';
import type { Forward, Post } from '../types.ts';
import type { DeliveryServices } from './delivery-services.ts';
import { findOut } from './find-out.ts';
import { PostRun } from './post-run.ts';
import { sendPost } from './send-post.ts';
import { uploadPost } from './upload-post.ts';

/** Takes one post as far as it goes now: to `posted`, to a wait, or to an end without success. */
export async function runPost(
  services: DeliveryServices,
  forward: Forward,
  post: Post,
  attempt: DeliveryAttempt,
): Promise<void> {
  const run = new PostRun(services, forward, post, attempt);
  if (post.state === 'posting') return findOut(run);
  const mediaResource = post.state === 'uploaded' ? post.mediaResource : await uploadPost(run);
  if (mediaResource !== undefined) await sendPost(run, mediaResource);
}
