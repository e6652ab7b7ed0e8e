import type { Activity } from '../../emulators/teams/activity.ts';
import { cardOf } from '../../emulators/teams/cards/card-of.ts';
import { cardTexts } from '../../emulators/teams/cards/card-texts.ts';

const known = new WeakMap<Activity, readonly string[]>();

/**
 * What can be read on a message's card. Everybody looks at hundreds of cards all the time, on the thread that
 * Teams and Kaizala run on too, so each version of a card is taken apart once.
 */
export function readCardTexts(message: Activity): readonly string[] {
  const texts = known.get(message) ?? cardTexts(cardOf(message));
  known.set(message, texts);
  return texts;
}
