import * as z from 'zod';
import { actionTypeSchema } from '../media/action-type-schema.ts';

const group = z.object({
  groupId: z.string(),
  groupName: z.string(),
  groupType: z.enum(['Group', 'ConnectGroup']),
  userCount: z.int(),
  /** Whether the connector's token reaches the group. */
  visible: z.boolean(),
});

const storedFile = z.object({
  /** Also the file's name on disk. */
  id: z.guid(),
  name: z.string(),
  size: z.int(),
  contentType: z.string(),
  sha256: z.string(),
});

const media = z.object({
  mediaResource: z.string(),
  actionType: actionTypeSchema,
  files: z.array(storedFile),
});

const post = z.object({
  referenceId: z.guid(),
  groupId: z.string(),
  actionType: z.union([actionTypeSchema, z.literal('Message')]),
  /** The caption, or the text of a `Message`. */
  caption: z.string(),
  sender: z.string(),
  /** Epoch milliseconds. */
  time: z.int(),
  files: z.array(storedFile),
});

/** One line of the journal: something that happened and must outlive the process. */
export const stateRecord = z.discriminatedUnion('type', [
  z.object({ type: z.literal('signingKey'), key: z.string() }),
  z.object({
    type: z.literal('refreshToken'),
    token: z.string(),
    issuedAt: z.int(),
    /** The token that this one is to replace, if it came by rotation. */
    predecessor: z.string().nullable(),
  }),
  z.object({ type: z.literal('refreshTokenRevoked'), token: z.string() }),
  z.object({ type: z.literal('endpoint'), path: z.string() }),
  z.object({ type: z.literal('group'), group }),
  z.object({ type: z.literal('media'), media }),
  z.object({ type: z.literal('post'), post }),
]);

export type StateRecord = z.infer<typeof stateRecord>;
export type Group = z.infer<typeof group>;
export type StoredFile = z.infer<typeof storedFile>;
export type Media = z.infer<typeof media>;
export type Post = z.infer<typeof post>;
