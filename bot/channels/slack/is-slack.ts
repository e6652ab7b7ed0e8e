import type { Activity } from 'botbuilder';

/** How the Bot Framework names the channel, which both ways to Slack share. */
export const SLACK = 'slack';

/** Whether an activity comes from Slack. Elsewhere people can write whatever they like into `channelData`. */
export function isSlack({ channelId }: Pick<Activity, 'channelId'>): boolean {
  return channelId === SLACK;
}
