import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import { shorten } from '../cards/shorten.ts';
import type { Words } from '../words/words.ts';

const MAX_NAME = 80;
const MOST = 20;
/** Shorter words are in too many names. */
const MIN_WORD = 3;

/** Says that there is no such group, and which there are: all if they are few, else those that share a word. */
export function unknownGroup(
  wanted: string,
  groups: readonly KaizalaGroup[],
  { seekGroup }: Pick<Words, 'seekGroup'>,
): string {
  const unknown = `I know no Kaizala group called “${shorten(wanted, MAX_NAME)}”.`;
  if (groups.length === 0)
    return `${unknown} The connector is in no group yet: ask an administrator to add it to one.`;
  if (groups.length <= MOST) return [`${unknown} There are:`, ...lines(groups)].join('\n');
  const asked = new Set(wordsOf(wanted));
  const close = groups.filter(({ name }) => wordsOf(name).some((word) => asked.has(word))).slice(0, MOST);
  return close.length > 0
    ? [`${unknown} These come close:`, ...lines(close)].join('\n')
    : `${unknown} There are ${groups.length}; ${seekGroup}.`;
}

function lines(groups: readonly KaizalaGroup[]): string[] {
  return groups.map(({ name }) => `• ${shorten(name, MAX_NAME)}`);
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= MIN_WORD);
}
