import type { Activity } from 'botbuilder';
import { scopeKey } from './conversation-scope.ts';

/**
 * Names the message that an activity is about, uniquely over all channels, and alike when it was edited or
 * deleted: whether those name its thread is left open. A message without an id can't be told from any other.
 */
export function sourceKey(activity: Activity): string {
  return `${scopeKey(activity)}|${activity.id ?? crypto.randomUUID()}`;
}
