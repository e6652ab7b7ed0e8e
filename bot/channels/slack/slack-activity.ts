import type { Activity } from 'botbuilder';
import type { SlackWorkspace } from '../../../services/slack/slack-workspace.ts';
import { SLACK_DIRECT } from '../../slack/slack-direct.ts';
import { conversationType } from './conversation-type.ts';
import { SLACK } from './is-slack.ts';

/** Where something of Slack happened. */
export interface SlackPlace {
  readonly channel: string;
  readonly channelType?: string | undefined;
  readonly threadTs?: string | undefined;
}

/** An activity of a Slack app that talks to this server, without what is told in it. */
export function slackActivity(
  spot: SlackPlace,
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
