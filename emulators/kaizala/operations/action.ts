import * as z from 'zod';
import type { Call } from '../api/call.ts';
import { invalidParameters } from '../api/invalid-parameters.ts';
import { readJson } from '../api/read-json.ts';
import { actionTypeSchema } from '../media/action-type-schema.ts';
import { addPost } from './add-post.ts';
import { findGroup } from './find-group.ts';

const body = z.strictObject({
  actionType: actionTypeSchema,
  actionBody: z.strictObject({ mediaResource: z.string(), caption: z.string().optional() }),
});

/**
 * `POST /v1/groups/{groupId}/actions`. A media resource must be one that the emulator issued, and of the kind
 * that the action says. That one resource may be posted several times is inferred.
 */
export async function action(call: Call): Promise<object> {
  const { groupId } = findGroup(call);
  const { actionType, actionBody } = await readJson(call, body);
  const media = call.kaizala.state.media.get(actionBody.mediaResource);
  if (media === undefined) throw invalidParameters('The mediaResource is none that was issued here');
  if (media.actionType !== actionType) {
    throw invalidParameters(`The mediaResource is for ${media.actionType}, not for ${actionType}`);
  }
  const { caption = '' } = actionBody;
  return addPost(call.kaizala, { groupId, actionType, caption, files: media.files });
}
