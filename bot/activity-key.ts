import type { Activity } from 'botbuilder';
import { slackSpot } from './channels/slack/slack-spot.ts';
import { conversationKey } from './conversation-key.ts';
import { sourceKey } from './source-key.ts';

/**
 * Names an activity uniquely over all channels. One without an id can't be told from its own repetition. In Slack
 * a message that mentions the bot comes twice, and a press need not have an id of its own.
 */
export function activityKey(activity: Activity): string {
  const spot = slackSpot(activity);
  if (spot?.kind === 'message') return sourceKey(activity);
  const id = spot?.pressId ?? activity.id;
  return `${conversationKey(activity)}|${id ?? crypto.randomUUID()}`;
}
