import { z } from 'zod';

/** Slack leaves out fields, and other apps fill them with what does not belong there: that counts as absent. */
export const id = z.string().min(1).optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

const profile = z.object({ display_name: id, real_name: id }).optional().catch(undefined);

const slackMessage = z.object({
  subtype: id,
  user: id,
  bot_id: id,
  text: z.string().optional().catch(undefined),
  ts: id,
  thread_ts: id,
  edited: z.object({ ts: id }).optional().catch(undefined),
  user_team: id,
  source_team: id,
  team: id,
  user_profile: profile,
  files: z
    .array(z.object({ mode: id }).catch({}))
    .optional()
    .catch(undefined),
});

export type SlackMessage = z.infer<typeof slackMessage>;

const nested = slackMessage.optional().catch(undefined);

const slackEvent = slackMessage.extend({
  type: z.string(),
  channel: id,
  channel_type: id,
  hidden: flag,
  deleted_ts: id,
  message: nested,
  previous_message: nested,
});

export type SlackEvent = z.infer<typeof slackEvent>;

/** On whose behalf Slack delivers an event: the app as it is in one workspace. */
const authorization = z.object({ team_id: id, enterprise_id: id, user_id: id, is_bot: flag });

const slackEnvelope = z.object({
  team_id: id,
  context_team_id: id,
  is_ext_shared_channel: flag,
  authorizations: z.array(authorization).catch([]),
  event: slackEvent,
});

export type SlackEnvelope = z.infer<typeof slackEnvelope>;

/** What the Events API delivers, as far as it is read here; undefined if it is something else. */
export function readEnvelope(envelope: unknown): SlackEnvelope | undefined {
  return slackEnvelope.safeParse(envelope).data;
}
