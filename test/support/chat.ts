import { cardOf } from '../../emulators/teams/cards/card-of.ts';
import { cardTexts } from '../../emulators/teams/cards/card-texts.ts';
import type { ChatMessage, Conversation } from '../../emulators/teams/connector/conversation.ts';

/** All that a person can read in a message: its text, or the words of its card. */
export function textOf({ activity }: Pick<ChatMessage, 'activity'>): string {
  const card = cardOf(activity);
  return card ? cardTexts(card).join('\n') : String(activity.text ?? '');
}

/** Waits until a message of the bot, as it stands now, reads like this. */
export function waitForText(
  conversation: Conversation,
  pattern: RegExp,
  timeoutMs = 15_000,
): Promise<ChatMessage> {
  return conversation.waitFor(
    ({ messages }) => messages.findLast((message) => pattern.test(textOf(message))),
    {
      timeoutMs,
    },
  );
}

/** Waits for the card that asks about a file of this name. */
export function waitForQuestion(
  conversation: Conversation,
  fileName: string,
  timeoutMs = 10_000,
): Promise<ChatMessage> {
  return conversation.waitFor(
    ({ messages }) =>
      messages.findLast((message) => {
        const text = textOf(message);
        return text.includes('Forward to Kaizala') && text.includes(fileName);
      }),
    { timeoutMs },
  );
}

/** Waits until a message that was sent before has come to read like this. */
export function waitForUpdate(
  conversation: Conversation,
  { id }: Pick<ChatMessage, 'id'>,
  pattern: RegExp,
  timeoutMs = 10_000,
): Promise<ChatMessage> {
  return conversation.waitFor(
    ({ messages }) => messages.find((message) => message.id === id && pattern.test(textOf(message))),
    { timeoutMs },
  );
}
