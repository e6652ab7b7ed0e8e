import { z } from 'zod';

const text = z.string().min(1).optional().catch(undefined);
const withId = z.looseObject({ id: text }).optional().catch(undefined);

/**
 * What somebody did with a button, a menu, a shortcut or a modal: the `payload` of the form. Each kind is read
 * further by whoever handles it.
 */
export const slackInteraction = z.looseObject({
  /** `block_actions`, `view_submission`, `message_action`, … */
  type: z.string().min(1),
  team: withId,
  user: withId,
  channel: withId,
  /** Takes five answers within half an hour. */
  response_url: text,
  /** Opens one modal, within three seconds. */
  trigger_id: text,
});

export type SlackInteraction = z.infer<typeof slackInteraction>;
