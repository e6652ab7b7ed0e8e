import * as z from 'zod';
import type { Call } from '../api/call.ts';
import { readJson } from '../api/read-json.ts';
import { addPost } from './add-post.ts';
import { findGroup } from './find-group.ts';

/** At least one character is inferred. The limit's unit is too: UTF-16 units, as JavaScript and .NET count. */
const body = z.strictObject({ message: z.string().min(1).max(4000) });

/** `POST /v1/groups/{groupId}/messages`. */
export async function message(call: Call): Promise<object> {
  const { groupId } = findGroup(call);
  const { message: caption } = await readJson(call, body);
  return addPost(call.kaizala, { groupId, actionType: 'Message', caption, files: [] });
}
