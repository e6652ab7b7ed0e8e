import type { Activity } from 'botbuilder';
import type { Scope } from '../../services/forwards/forward-history.ts';
import type { OwnScope } from '../../services/forwards/forwards.ts';
import { scopeOf, threadsOf } from '../../services/links/scope-of.ts';
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

/**
 * Where a command looks for what its sender has under way. A slash command of Slack is given in no thread, so there
 * it is the whole conversation; in Teams, the thread in which the bot was spoken to.
 */
export function ownScope(activity: Activity): OwnScope {
  const requesterId = activity.from.id;
  if (activity.channelId === 'slack') return { ...conversationScope(activity), requesterId };
  return { conversationKey: conversationKey(activity), requesterId };
}

/** Whether the conversation has members who see what the others share. */
export function isShared(activity: Activity): boolean {
  return placeOf(activity) !== 'personal';
}
