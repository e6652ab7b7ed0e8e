import { z } from 'zod';
import { id } from './slack-event.ts';

const envelopeTeams = z.object({
  authorizations: z.array(z.object({ team_id: id, enterprise_id: id })).catch([]),
  context_team_id: id,
  team_id: id,
});

/**
 * The workspaces that may have the app for which an event came, the likeliest first: in a channel of two
 * organisations the event names that of the sender as well.
 */
export function teamsOfEnvelope(envelope: unknown): string[] {
  const { authorizations = [], context_team_id, team_id } = envelopeTeams.safeParse(envelope).data ?? {};
  return distinct([
    ...authorizations.map((authorization) => authorization.team_id),
    context_team_id,
    team_id,
    ...authorizations.map(({ enterprise_id }) => enterprise_id),
  ]);
}

const withId = z.object({ id }).nullish().catch(undefined);

const payloadTeams = z.object({
  type: z.string().optional().catch(undefined),
  view: z.object({ app_installed_team_id: id, team_id: id }).optional().catch(undefined),
  message: z
    .object({ team: id, bot_profile: z.object({ team_id: id }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  team: withId,
  user: z.object({ team_id: id }).optional().catch(undefined),
  enterprise: withId,
});

/**
 * The workspaces that may have the app for which somebody pressed something, the likeliest first: whoever
 * pressed may be of another one than the app, whose message or view it is. The message of a shortcut is anybody's.
 */
export function teamsOfPayload(payload: unknown): string[] {
  const { type, view, team, user, enterprise, ...rest } = payloadTeams.safeParse(payload).data ?? {};
  const message = type === 'message_action' ? undefined : rest.message;
  return distinct([
    view?.app_installed_team_id,
    message?.bot_profile?.team_id,
    message?.team,
    team?.id,
    view?.team_id,
    user?.team_id,
    enterprise?.id,
  ]);
}

function distinct(ids: readonly (string | undefined)[]): string[] {
  return [...new Set(ids.filter((one) => one !== undefined))];
}
