import type { Activity } from 'botbuilder';
import { scopeOf, THREAD } from '../../services/links/scope-of.ts';
import { isSlack } from '../channels/slack/is-slack.ts';
import { slackSpot } from '../channels/slack/slack-spot.ts';
import { conversationKey } from './conversation-key.ts';
import { isShared } from './conversation-scope.ts';
import { placeOf } from './place.ts';

/**
 * Has all that is said about a message in a channel be said in its thread, also where its activity does not name
 * that one. In Slack every conversation has threads, and whoever shares one with others is spared the noise.
 */
export function replyInThread(activity: Activity): void {
  const { conversation } = activity;
  const key = conversationKey(activity);
  if (scopeOf(key) !== key) return;
  if (isSlack(activity)) {
    const spot = slackSpot(activity);
    if (spot?.kind === 'message' && isShared(activity)) conversation.id += `:${spot.ts}`;
  } else if (placeOf(activity) === 'channel' && activity.id) {
    conversation.id += `${THREAD}${activity.id}`;
  }
}
