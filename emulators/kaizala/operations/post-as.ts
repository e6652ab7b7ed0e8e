import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ApiError } from '../api/api-error.ts';
import type { Kaizala } from '../api/call.ts';
import { actionTypeSchema } from '../media/action-type-schema.ts';
import { type ActionType, MEDIA_FORMATS } from '../media/media-formats.ts';
import type { Post, StoredFile } from '../state/state-record.ts';

/** What a member of a group posts there with Kaizala's own app. */
export const memberPostSchema = z.strictObject({
  sender: z.string().min(1),
  groupId: z.string(),
  /** The emulator makes up the media: one file, or two for an album. */
  actionType: z.union([actionTypeSchema, z.literal('Message')]),
  /** The text, if it is a message. */
  caption: z.string().default(''),
});

export type MemberPost = z.input<typeof memberPostSchema>;

/** A grey dot, as PNG. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** Posts as somebody other than the connector. Throws a 404 `ApiError` for a group that doesn't exist. */
export function postAs(
  { state, dataDir, now }: Pick<Kaizala, 'state' | 'dataDir' | 'now'>,
  { sender, groupId, actionType, caption }: z.output<typeof memberPostSchema>,
): Post {
  if (!state.groups.has(groupId)) throw new ApiError(404, 'GroupNotFound', `There is no group ${groupId}`);
  const files = actionType === 'Message' ? [] : makeUp(actionType, join(dataDir, 'media'));
  if (actionType !== 'Message') {
    state.commit({ type: 'media', media: { mediaResource: randomUUID(), actionType, files } });
  }
  const post = { referenceId: randomUUID(), groupId, actionType, caption, sender, time: now(), files };
  state.commit({ type: 'post', post });
  return post;
}

function makeUp(actionType: ActionType, folder: string): StoredFile[] {
  const isPicture = actionType === 'Image' || actionType === 'Album';
  const format = MEDIA_FORMATS.find((candidate) =>
    isPicture ? candidate.extensions.includes('.png') : candidate.actionType === actionType,
  );
  if (format === undefined) throw new Error(`There is no format for ${actionType}`);
  const bytes = isPicture ? PICTURE : Buffer.from(`What a ${actionType} would hold`);
  return Array.from({ length: actionType === 'Album' ? 2 : 1 }, (_, index) => {
    const id = randomUUID();
    writeFileSync(join(folder, id), bytes);
    return {
      id,
      name: `member-${index + 1}${format.extensions[0]}`,
      size: bytes.length,
      contentType: format.contentTypes[0],
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
  });
}
