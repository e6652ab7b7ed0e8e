import type { Activity } from 'botbuilder';
import { THREAD } from '../services/links/scope-of.ts';

/**
 * Has all that is said about a message in a channel be said in its thread, also where its activity does not name
 * that one.
 */
export function replyInThread({ id, conversation }: Activity): void {
  const isInChannel = conversation.conversationType === 'channel';
  if (isInChannel && id && !conversation.id.includes(THREAD)) conversation.id += `${THREAD}${id}`;
}
