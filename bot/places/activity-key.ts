import type { Activity } from 'botbuilder';
import { sharesFiles } from '../channels/slack/read-slack-message.ts';
import { slackSpot } from '../channels/slack/slack-spot.ts';
import { conversationKey } from './conversation-key.ts';
import { sourceKey } from './source-key.ts';

/**
 * Names an activity uniquely over all channels. One without an id can't be told from its own repetition. In Slack
 * a message that mentions the bot comes twice, and a press need not have an id of its own.
 */
export function activityKey(activity: Activity): string {
  const spot = slackSpot(activity);
  // Should only one of the two have the files, they must not be lost for the other's sake.
  if (spot?.kind === 'message') return sharesFiles(activity) ? filesKey(activity) : sourceKey(activity);
  const id = spot?.pressId ?? activity.id;
  return `${conversationKey(activity)}|${id ?? crypto.randomUUID()}`;
}

/** What `activityKey` names a message of Slack that shares files, also by the news that it was deleted. */
export function filesKey(activity: Activity): string {
  return `${sourceKey(activity)}|files`;
}
