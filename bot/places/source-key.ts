import type { Activity } from 'botbuilder';
import { slackSpot } from '../channels/slack/slack-spot.ts';
import { scopeKey } from './conversation-scope.ts';

/**
 * Names the message that an activity is about, uniquely over all channels, and alike when it was edited or
 * deleted: whether those name its thread is left open. A message of Slack has the same name whichever way it came.
 * A message without an id can't be told from any other.
 */
export function sourceKey(activity: Activity): string {
  const spot = slackSpot(activity);
  const { tenantId } = activity.conversation;
  if (spot?.kind === 'message' && tenantId !== undefined) {
    return `${activity.channelId}|${tenantId}:${spot.channel}|${spot.ts}`;
  }
  return `${scopeKey(activity)}|${activity.id ?? crypto.randomUUID()}`;
}
