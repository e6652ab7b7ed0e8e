import type { CardAnswer } from '../../dialogs/card-answer.ts';
import type { Forwards } from '../../services/forwards/forwards.ts';
import type { Forward } from '../../services/forwards/types.ts';
import type { Words } from '../words/words.ts';

/**
 * Does what the person pressed on the card of a forward that did not go well. Returns why nothing was done;
 * undefined if something was.
 */
export async function giveSecondChance(
  forwards: Forwards,
  forward: Forward,
  { action, postId }: Pick<CardAnswer, 'action' | 'postId'>,
  words: Words,
): Promise<string | undefined> {
  if (action === 'retry') {
    const retried = await forwards.retry(forward.id);
    return retried.length === 0 ? words.nothingToRetry : undefined;
  }
  const [only, ...others] = forward.posts.filter(({ state }) => state === 'uncertain');
  // Cards of earlier versions do not say which of them.
  if (postId === undefined && others.length > 0) return words.whichPost;
  const id = postId ?? only?.id;
  const isDone = id !== undefined && (await forwards.settleUncertain(forward.id, id, action === 'isThere'));
  return isDone ? undefined : words.nothingToRetry;
}
