import type { Activity } from 'botbuilder';
import type { Forwards } from '../../services/forwards/forwards.ts';
import { isSlack } from '../channels/slack/is-slack.ts';
import { conversationKey } from '../places/conversation-key.ts';
import { isShared, ownScope } from '../places/conversation-scope.ts';

/** Knows what people have yet to answer. */
export type OpenForwards = Pick<Forwards, 'findOpen' | 'findOpenInThread'>;

/**
 * The forward about which the words of this person are an answer: the newest that they have yet to answer here. In
 * Slack it is that of the thread in which they write; in a direct message, where they are alone with the bot, any.
 */
export async function openQuestion(forwards: OpenForwards, activity: Activity): Promise<string | undefined> {
  const own = ownScope(activity);
  if (!isSlack(activity)) return (await forwards.findOpen(own))?.id;
  const inThread = await questionOfThread(forwards, activity);
  if (inThread !== undefined) return inThread;
  return isShared(activity) ? undefined : (await forwards.findOpen(own))?.id;
}

/** The newest forward that this person has yet to answer, and that the thread in Slack is about; outside of one, none. */
export async function questionOfThread(
  forwards: Pick<Forwards, 'findOpenInThread'>,
  activity: Activity,
): Promise<string | undefined> {
  if (!isSlack(activity)) return undefined;
  const own = ownScope(activity);
  const rootTs = conversationKey(activity).slice(own.conversationKey.length + 1);
  return rootTs ? forwards.findOpenInThread({ ...own, rootTs }) : undefined;
}
