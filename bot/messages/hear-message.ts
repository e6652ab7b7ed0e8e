import type { Activity } from 'botbuilder';
import type { Link } from '../../services/links/link.ts';
import type { Links } from '../../services/links/links.ts';
import { type OpenForwards, openQuestion } from '../answers/open-question.ts';
import { isMentioned } from '../channels/mentions.ts';
import { isSlack } from '../channels/slack/is-slack.ts';
import { sharesFiles } from '../channels/slack/read-slack-message.ts';
import { speaksToOthers } from '../channels/slack/speaks-to-others.ts';
import { conversationKey } from '../places/conversation-key.ts';
import { isShared, scopeKey } from '../places/conversation-scope.ts';

/** How far a message is meant for the bot. */
export interface Heard {
  /** How its conversation is linked, where that matters for the message. */
  readonly link: Link | undefined;
  /** Whether the person speaks to the bot. */
  readonly isAddressed: boolean;
}

/**
 * Whether a message concerns the bot. What people say to each other does not, unless their conversation is linked; in
 * Slack nothing but files does even then, and their words where the bot waits for them in that thread.
 */
export async function hearMessage(
  { links, forwards }: { readonly links: Pick<Links, 'find'>; readonly forwards: OpenForwards },
  activity: Activity,
): Promise<Heard | undefined> {
  const isAddressed = !isShared(activity) || isMentioned(activity);
  if (isSlack(activity) && !isAddressed && !sharesFiles(activity)) {
    return (await isAnswer(forwards, activity)) ? { link: undefined, isAddressed: true } : undefined;
  }
  const link = await links.find(scopeKey(activity));
  return link || isAddressed ? { link, isAddressed } : undefined;
}

/** Most of what is said is said outside of threads, and costs nothing here. */
async function isAnswer(forwards: OpenForwards, activity: Activity): Promise<boolean> {
  if (scopeKey(activity) === conversationKey(activity) || !activity.text?.trim() || speaksToOthers(activity))
    return false;
  return (await openQuestion(forwards, activity)) !== undefined;
}
