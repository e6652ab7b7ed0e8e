import type { Activity } from 'botbuilder';
import type { Forwards } from '../services/forwards/forwards.ts';
import { isSlack } from './channels/slack/is-slack.ts';
import { conversationKey } from './conversation-key.ts';
import { isShared, ownScope } from './conversation-scope.ts';

/** Knows what people have yet to answer. */
export type OpenForwards = Pick<Forwards, 'findOpen' | 'findOpenInThread'>;

/**
 * The forward about which the words of this person are an answer: the newest that they have yet to answer here. In
 * Slack it is that of the thread in which they write; in a direct message, where they are alone with the bot, any.
 */
export async function openQuestion(forwards: OpenForwards, activity: Activity): Promise<string | undefined> {
  const key = conversationKey(activity);
  const requesterId = activity.from.id;
  if (!isSlack(activity)) return (await forwards.findOpen({ conversationKey: key, requesterId }))?.id;
  const own = ownScope(activity);
  const rootTs = key.slice(own.conversationKey.length + 1);
  const inThread = rootTs && (await forwards.findOpenInThread({ ...own, rootTs }));
  if (inThread) return inThread;
  return isShared(activity) ? undefined : (await forwards.findOpen(own))?.id;
}
