import type { GroupChoice } from './chats/demo-conversation.ts';

/**
 * The group to choose on the card: the one that the wish names, wholly or in part, else the first one.
 * Undefined if the card leaves no choice. Throws if the wish fits none, or more than one.
 */
export function chooseGroup(
  choices: readonly GroupChoice[],
  wish: string | undefined,
): GroupChoice | undefined {
  if (choices.length === 0) {
    if (wish === undefined) return undefined;
    throw new Error(`The card leaves no choice of a group, so --group "${wish}" can't be met.`);
  }
  const matching = choices.filter(({ title }) => fold(title).includes(fold(wish ?? '')));
  const exact = matching.filter(({ title }) => title === wish);
  const [only, ...others] = exact.length > 0 ? exact : matching;
  if (only !== undefined && (others.length === 0 || wish === undefined)) return only;
  const which = only === undefined ? 'No group is' : 'More than one group is';
  const names = choices.map(({ title }) => `\n  ${title}`).join('');
  throw new Error(`${which} called "${wish}". The groups are:${names}`);
}

function fold(text: string): string {
  return text.toLocaleLowerCase('en');
}
