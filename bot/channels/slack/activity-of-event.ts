import type { Activity } from 'botbuilder';
import type { SlackWorkspace } from '../../../services/slack/slack-workspace.ts';
import { ownMentions } from './own-mentions.ts';
import { slackActivity } from './slack-activity.ts';
import { ACTIVITY_TYPES, readNews, type SlackArrival, type SlackSaid } from './slack-news.ts';
import { slackText } from './slack-text.ts';
import { withoutToken } from './without-token.ts';

/**
 * The activity of an event that Slack delivers directly; undefined if it starts nothing. Its text mentions
 * people whose names the event does not tell as "@someone".
 * @param workspace the one for which the event came
 */
export function activityOfEvent(envelope: unknown, workspace: SlackWorkspace): Activity | undefined {
  const news = readNews(envelope, workspace.botUserId);
  if (!news) return undefined;
  const channelData = { SlackMessage: withoutToken(envelope) };
  if (news.kind === 'arrival') return arrivalActivity(news, workspace, channelData);
  return saidActivity(news, workspace, channelData);
}

function saidActivity(said: SlackSaid, workspace: SlackWorkspace, channelData: object): Activity {
  const { botUserId } = workspace;
  const { kind, ts, user, userName = '', text } = said;
  return slackActivity(said, workspace, {
    type: ACTIVITY_TYPES[kind],
    id: ts,
    timestamp: new Date(Number(ts) * 1000),
    from: { id: user, name: userName },
    ...(kind !== 'deletion' && { text: slackText(text, { botUserId }) }),
    entities: ownMentions(text, botUserId, botUserId),
    channelData,
  });
}

function arrivalActivity(arrival: SlackArrival, workspace: SlackWorkspace, channelData: object): Activity {
  const bot = { id: workspace.botUserId, name: '' };
  return slackActivity(arrival, workspace, {
    type: 'conversationUpdate',
    from: bot,
    membersAdded: [bot],
    channelData,
  });
}
