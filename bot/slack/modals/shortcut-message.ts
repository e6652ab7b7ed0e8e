import { z } from 'zod';

/**
 * The message whose files are to be forwarded, as the modal carries it along. No file's url is in it, nor anything
 * else that is secret: Slack is asked for the chosen files again, which also tells whether they are still there.
 */
export const shortcutMessage = z.object({
  teamId: z.string().min(1),
  channelId: z.string().min(1),
  channelType: z.enum(['im', 'mpim', 'channel', 'group']),
  ts: z.string().min(1),
  threadTs: z.string().min(1).optional(),
  /** The files of the message that the modal lists: no others are forwarded from it. */
  fileIds: z.array(z.string().min(1)).min(1),
  /** The group that the modal names, if it leaves no choice. */
  groupId: z.string().min(1).optional(),
});

export type ShortcutMessage = z.infer<typeof shortcutMessage>;
