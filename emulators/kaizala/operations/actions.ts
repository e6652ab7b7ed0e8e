import * as z from 'zod';
import type { Call } from '../api/call.ts';
import { invalidParameters } from '../api/invalid-parameters.ts';
import { actionTypeSchema } from '../media/action-type-schema.ts';
import { mediaPath } from '../media/media-path.ts';
import type { Post } from '../state/state-record.ts';
import { findGroup } from './find-group.ts';

/** No moment before the year 5138 has more seconds. Milliseconds, which a client may send by mistake, have. */
const MAX_EPOCH_SECONDS = 99_999_999_999;

const digits = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number);

const parameters = z.object({
  actionType: actionTypeSchema.optional(),
  fromDate: digits.pipe(z.number().max(MAX_EPOCH_SECONDS, 'must be epoch seconds')).default(0),
  count: digits.pipe(z.number().positive()).default(30),
});

/**
 * `GET /v1/groups/{groupId}/actions`. Inferred: newest first, `fromDate` included, messages left out, and
 * `imageUrl` present for every kind of media, with the first file's url.
 */
export function actions(call: Call): object {
  const { groupId } = findGroup(call);
  const result = parameters.safeParse(Object.fromEntries(call.query));
  if (!result.success) throw invalidParameters(z.prettifyError(result.error));
  const { actionType, fromDate, count } = result.data;
  const matching = call.kaizala.state.posts.filter(
    (post) =>
      post.groupId === groupId &&
      post.actionType !== 'Message' &&
      (actionType === undefined || post.actionType === actionType) &&
      epochSeconds(post) >= fromDate,
  );
  return {
    actions: matching
      .slice(-count)
      .reverse()
      .map((post) => ({
        referenceId: post.referenceId,
        actionType: post.actionType,
        sender: post.sender,
        creationTime: epochSeconds(post),
        actionBody: { imageUrl: `${call.origin}${mediaPath(post.files[0]?.id ?? '')}` },
      })),
    hasMore: matching.length > count,
  };
}

const epochSeconds = (post: Post) => Math.floor(post.time / 1000);
