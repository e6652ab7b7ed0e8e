import type { Activity } from 'botbuilder';
import { THREAD } from '../services/links/scope-of.ts';
import { placeOf } from './place.ts';

/**
 * Has all that is said about a message in a channel be said in its thread, also where its activity does not name
 * that one.
 */
export function replyInThread(activity: Activity): void {
  const { id, conversation } = activity;
  if (placeOf(activity) === 'channel' && id && !conversation.id.includes(THREAD))
    conversation.id += `${THREAD}${id}`;
}
