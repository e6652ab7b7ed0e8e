import { z } from 'zod';

const text = z.string().min(1).optional().catch(undefined);

/** A slash command, from its form. */
export const slackCommand = z.looseObject({
  /** With its slash. */
  command: z.string().min(1),
  /** What stands behind it. */
  text: z.string().default(''),
  team_id: z.string().min(1),
  channel_id: z.string().min(1),
  /** `directmessage` and `privategroup` where it is not public. */
  channel_name: text,
  user_id: z.string().min(1),
  user_name: text,
  enterprise_id: text,
  /** Takes five answers within half an hour. */
  response_url: text,
  /** Opens one modal, within three seconds. */
  trigger_id: text,
});

export type SlackCommand = z.infer<typeof slackCommand>;
