import type { TurnContext } from 'botbuilder';
import { plainText } from './plain-text.ts';

const REPLIES = Symbol('replies');

/**
 * Has what is said in reply to the person kept instead of sent, for a turn that answers a button: what was
 * pressed with Action.Execute is answered in the same call.
 */
export function collectReplies(context: TurnContext): void {
  context.turnState.set(REPLIES, []);
}

/** What has been kept of this turn's replies; undefined if nothing was said. */
export function collectedReply(context: TurnContext): string | undefined {
  return repliesOf(context)?.join('\n\n') || undefined;
}

/** Says something about what the person has just done. Questions are sent, so that they stay in the chat. */
export async function reply(context: TurnContext, text: string): Promise<void> {
  const replies = repliesOf(context);
  if (replies) replies.push(text);
  else await context.sendActivity(plainText(text));
}

function repliesOf(context: TurnContext): string[] | undefined {
  const replies: unknown = context.turnState.get(REPLIES);
  return Array.isArray(replies) ? replies : undefined;
}
