import { z } from 'zod';

/**
 * Where to ask for the files of a message whose activity does not carry them. Stored with the forward and read
 * back by the worker.
 */
export const fileLookup = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('channelMessage'),
    tenantId: z.string().min(1),
    serviceUrl: z.url(),
    /** As Teams' activities name it, `19:…`; Graph wants the group's id, which the connector tells. */
    teamId: z.string().min(1),
    channelId: z.string().min(1),
    /** The message that began the thread. */
    rootId: z.string().min(1),
    messageId: z.string().min(1),
    /** Whether pictures in the text are wanted as well: not if the activity carried them. */
    withPictures: z.boolean(),
  }),
  z.object({
    kind: z.literal('chatMessage'),
    tenantId: z.string().min(1),
    chatId: z.string().min(1),
    messageId: z.string().min(1),
    withPictures: z.boolean(),
  }),
  z.object({
    /** Attachments of a personal chat that the activity names only by their ids. */
    kind: z.literal('connectorAttachments'),
    serviceUrl: z.url(),
    ids: z.array(z.string().min(1)).min(1),
  }),
  z.object({
    /** Files of Slack of which the event tells no more than the id: stubs of other workspaces, or not ready yet. */
    kind: z.literal('slackFiles'),
    teamId: z.string().min(1),
    fileIds: z.array(z.string().min(1)).min(1),
  }),
]);

export type FileLookup = z.infer<typeof fileLookup>;
