import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { id, readEnvelope } from './slack-event.ts';

/** Who does something in a conversation of Slack, and of which organisation they are. */
export interface SlackSender {
  readonly userId: string;
  /** What Slack said of the organisation of this person; none: nothing. */
  readonly userTeams: readonly string[];
  /** Our own: the workspace that has the app, then its enterprise, if it belongs to one. */
  readonly homes: readonly string[];
}

interface Interaction {
  readonly user: { readonly id: string; readonly team_id?: string | undefined };
  readonly enterprise?: { readonly id?: string | undefined } | null | undefined;
}

const payloadSender = z.object({
  Payload: z.object({
    user: z.object({ team_id: id }),
    enterprise: z.object({ id }).nullish().catch(undefined),
  }),
});

const withEnvelope = z.object({ SlackMessage: z.unknown().optional() });

/**
 * Who sent an activity of Slack. Undefined: somebody of ours, since nobody else is in that conversation, or there is
 * nobody who sent it.
 */
export function readSender({ channelData, from, conversation }: Activity): SlackSender | undefined {
  const teamId = conversation.tenantId ?? '';
  const { user, enterprise } = payloadSender.safeParse(channelData).data?.Payload ?? {};
  // A press does not tell whether the conversation is shared, but nobody else could have it in another team.
  if (user?.team_id !== undefined) {
    return interactionSender({ user: { id: from.id, team_id: user.team_id }, enterprise }, teamId);
  }
  const read = readEnvelope(withEnvelope.safeParse(channelData).data?.SlackMessage);
  if (!read?.is_ext_shared_channel) return undefined;
  const { user_team, source_team, team } = read.event;
  // Others of these may be workspaces of the other organisation that have the app too.
  const ours = read.authorizations
    .map(({ team_id, enterprise_id }) => [team_id, enterprise_id])
    .filter((ids) => ids.includes(teamId))
    .flat();
  return {
    userId: from.id,
    userTeams: present([user_team, source_team, team]),
    homes: [teamId, ...present(ours)],
  };
}

/**
 * Who has used a button or a shortcut. Where an enterprise has the app for all of its workspaces, whoever belongs to
 * it is one of ours.
 * @param teamId our own
 */
export function interactionSender({ user, enterprise }: Interaction, teamId: string): SlackSender {
  const { id: userId, team_id: userTeam } = user;
  const team = enterprise?.id === teamId ? teamId : userTeam;
  return { userId, userTeams: present([team]), homes: [teamId] };
}

function present(ids: readonly (string | undefined)[]): string[] {
  return ids.filter((one) => one !== undefined);
}
