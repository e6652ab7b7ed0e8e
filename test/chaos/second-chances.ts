import type { KaizalaEmulator } from '../../emulators/kaizala/emulator.ts';
import { findPosts } from './find-posts.ts';
import type { ForwardRun } from './forward-run.ts';
import type { Random } from './random.ts';

export type ChanceButton = 'It is there' | 'Post it' | 'Retry';

/**
 * What people do about the card of a forward: on about half of those that ask, they look into the group and
 * answer rightly, and on half of those that have it, they press Retry. Undefined if they leave it as it is.
 */
export function secondChance(
  run: ForwardRun,
  kaizala: KaizalaEmulator,
  random: Random,
): ChanceButton | undefined {
  const card = run.readCard();
  if (!card || !random.chance(0.5)) return undefined;
  const buttons = card.buttons();
  if (!buttons.includes('It is there')) return buttons.includes('Retry') ? 'Retry' : undefined;
  const posts = kaizala.posts();
  const fates = new Map(run.posts.flat().map((file, index) => [file, card.files[index]?.fate]));
  const isThere = run.posts
    .filter((files) => files.some((file) => fates.get(file) === 'uncertain'))
    .map((files) => findPosts(posts, files).length > 0);
  // The buttons are about all of them, so there is no right answer if they differ.
  if (new Set(isThere).size !== 1) return undefined;
  return isThere[0] ? 'It is there' : 'Post it';
}
