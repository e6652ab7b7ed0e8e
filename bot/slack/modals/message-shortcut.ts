import { z } from 'zod';

const text = z.string().min(1).optional().catch(undefined);

/** A shortcut that somebody used on a message: whatever its callback id is, there is just one. */
export const messageShortcut = z.looseObject({
  type: z.literal('message_action'),
  user: z.looseObject({ id: z.string().min(1), name: text, username: text, team_id: text }),
  enterprise: z.looseObject({ id: text }).nullish().catch(undefined),
  /** `directmessage` and `privategroup` where it is not public. */
  channel: z.looseObject({ id: z.string().min(1), name: text }),
  message: z.looseObject({
    ts: text,
    thread_ts: text,
    text: z.string().default('').catch(''),
    files: z.unknown().optional(),
  }),
  message_ts: text,
  response_url: text,
  trigger_id: text,
});

export type MessageShortcut = z.infer<typeof messageShortcut>;
