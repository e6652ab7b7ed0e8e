import type { Activity } from 'botbuilder';
import type { SlackWorkspace } from '../../../services/slack/slack-workspace.ts';
import { conversationType } from './conversation-type.ts';

export const SLACK = 'slack';
/** Stands for the address of whatever takes the bot's answers, where that is Slack itself. */
export const SLACK_DIRECT = 'slack:direct';

/** Where something of Slack happened. */
export interface SlackSpot {
  readonly channel: string;
  readonly channelType?: string | undefined;
  readonly threadTs?: string | undefined;
}

/** An activity of a Slack app that talks to this server, without what is told in it. */
export function slackActivity(
  spot: SlackSpot,
  { teamId, botUserId }: SlackWorkspace,
  fields: Partial<Activity>,
): Activity {
  const place = conversationType(spot.channel, spot.channelType);
  const thread = spot.threadTs === undefined ? '' : `:${spot.threadTs}`;
  const conversation = {
    id: `${teamId}:${spot.channel}${thread}`,
    conversationType: place,
    isGroup: place !== 'personal',
    tenantId: teamId,
  };
  // The SDK's type asks for fields that no channel sends.
  return {
    channelId: SLACK,
    serviceUrl: SLACK_DIRECT,
    recipient: { id: botUserId },
    conversation,
    ...fields,
  } as Activity;
}
