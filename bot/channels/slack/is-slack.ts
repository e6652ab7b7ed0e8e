import type { Activity } from 'botbuilder';
import { SLACK_DIRECT } from '../../slack/slack-direct.ts';

/** How the Bot Framework names the channel, which both ways to Slack share. */
export const SLACK = 'slack';

/** Whether an activity comes from Slack. Elsewhere people can write whatever they like into `channelData`. */
export function isSlack({ channelId }: Pick<Activity, 'channelId'>): boolean {
  return channelId === SLACK;
}

/** Whether an activity comes from Azure's Slack channel, rather than from a Slack app that talks to this server. */
export function isOfAzuresSlack(activity: Pick<Activity, 'channelId' | 'serviceUrl'>): boolean {
  return isSlack(activity) && activity.serviceUrl !== SLACK_DIRECT;
}
