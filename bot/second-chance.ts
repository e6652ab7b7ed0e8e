import type { TurnContext } from 'botbuilder';
import type { CardAnswer } from '../dialogs/card-answer.ts';
import { plainText } from '../dialogs/plain-text.ts';
import type { Forwards } from '../services/forwards/forwards.ts';
import type { Forward } from '../services/forwards/types.ts';
import { words } from './words.ts';

/** Does what the person pressed on the card of a forward that did not go well. */
export async function giveSecondChance(
  context: TurnContext,
  forwards: Forwards,
  forward: Forward,
  { action, postId }: Pick<CardAnswer, 'action' | 'postId'>,
): Promise<void> {
  if (action === 'retry') {
    const retried = await forwards.retry(forward.id);
    if (retried.length === 0) await context.sendActivity(plainText(words.nothingToRetry));
    return;
  }
  const [only, ...others] = forward.posts.filter(({ state }) => state === 'uncertain');
  // Cards of earlier versions do not say which of them.
  if (postId === undefined && others.length > 0) {
    await context.sendActivity(plainText(words.whichPost));
    return;
  }
  const id = postId ?? only?.id;
  const isDone = id !== undefined && (await forwards.settleUncertain(forward.id, id, action === 'isThere'));
  if (!isDone) await context.sendActivity(plainText(words.nothingToRetry));
}
