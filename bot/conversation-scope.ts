import type { Activity } from 'botbuilder';
import type { Scope } from '../services/forwards/forward-history.ts';
import { scopeOf, threadsOf } from '../services/links/scope-of.ts';
import { conversationKey } from './conversation-key.ts';

/** Everybody's forwards in the conversation of an activity; in a channel, those of all its threads. */
export function conversationScope(activity: Activity): Scope {
  const scope = scopeOf(conversationKey(activity));
  return { conversationKey: scope, threads: threadsOf(scope) };
}

/** Whether the conversation has members who see what the others share. */
export function isShared({ conversation }: Activity): boolean {
  return conversation.conversationType === 'channel' || conversation.conversationType === 'groupChat';
}
