import type { Activity } from 'botbuilder';
import type { Scope } from '../services/forwards/forward-history.ts';
import { scopeOf, threadsOf } from '../services/links/scope-of.ts';
import { conversationKey } from './conversation-key.ts';
import { placeOf } from './place.ts';

/** Names the conversation of an activity uniquely over all channels, a channel with all of its threads. */
export function scopeKey(activity: Activity): string {
  return scopeOf(conversationKey(activity));
}

/** Everybody's forwards in the conversation of an activity; in a channel, those of all its threads. */
export function conversationScope(activity: Activity): Scope {
  const scope = scopeKey(activity);
  return { conversationKey: scope, threads: threadsOf(scope) };
}

/** Whether the conversation has members who see what the others share. */
export function isShared(activity: Activity): boolean {
  return placeOf(activity) !== 'personal';
}
