import type { Activity } from 'botbuilder';
import { conversationKey } from './conversation-key.ts';

/** Names an activity uniquely over all channels. One without an id can't be told from its own repetition. */
export function activityKey(activity: Activity): string {
  return `${conversationKey(activity)}|${activity.id ?? crypto.randomUUID()}`;
}
