import type { Activity } from 'botbuilder';
import type { Scope } from '../services/forwards/forward-history.ts';
import { conversationKey } from './conversation-key.ts';

/** What the threads of a Teams channel add to its id. */
const THREAD = ';messageid=';

/** Everybody's forwards in the conversation of an activity; in a channel, those of all its threads. */
export function conversationScope(activity: Activity): Scope {
  const [channel = ''] = conversationKey(activity).split(THREAD);
  return { conversationKey: channel, threads: `${channel}${THREAD}` };
}

/** Whether the conversation has members who see what the others share. */
export function isShared({ conversation }: Activity): boolean {
  return conversation.conversationType === 'channel' || conversation.conversationType === 'groupChat';
}
