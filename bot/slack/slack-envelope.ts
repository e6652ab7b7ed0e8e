import { z } from 'zod';

const text = z.string().min(1).optional().catch(undefined);

const event = z.looseObject({
  type: z.string().min(1),
  subtype: text,
  user: text,
  bot_id: text,
  channel: text,
  channel_type: text,
  ts: text,
  event_ts: text,
  thread_ts: text,
});

/** The body of an Events API request. What it holds beyond this is kept as it came. */
export const slackEnvelope = z.looseObject({
  type: z.string().min(1),
  team_id: text,
  context_team_id: text,
  event_id: text,
  challenge: text,
  authorizations: z
    .array(z.looseObject({ team_id: text, user_id: text }).catch({}))
    .optional()
    .catch(undefined),
  event: event.optional(),
});

export type SlackEnvelope = z.infer<typeof slackEnvelope>;

/** An envelope that brings an event. */
export type SlackEventEnvelope = SlackEnvelope & { readonly event: NonNullable<SlackEnvelope['event']> };
