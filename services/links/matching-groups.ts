import type { KaizalaGroup } from '../kaizala/types.ts';

/** The group of that id, or those of that name; letter case and spacing do not matter in names. */
export function groupsNamed(wanted: string, groups: readonly KaizalaGroup[]): readonly KaizalaGroup[] {
  const byId = groups.filter(({ id }) => id === wanted.trim());
  return byId.length > 0 ? byId : groups.filter(({ name }) => foldName(name) === foldName(wanted));
}

/** Those that are named like this, else those with this in their name. None for an empty text. */
export function groupsMatching(wanted: string, groups: readonly KaizalaGroup[]): readonly KaizalaGroup[] {
  const named = groupsNamed(wanted, groups);
  const part = foldName(wanted);
  return named.length > 0 || part === '' ? named : groups.filter(({ name }) => foldName(name).includes(part));
}

function foldName(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Those with this in their name, for somebody who is still typing: names that begin so come first. */
export function groupsContaining(part: string, groups: readonly KaizalaGroup[]): readonly KaizalaGroup[] {
  const wanted = foldName(part);
  const found = groups.filter(({ name }) => foldName(name).includes(wanted));
  const begins = ({ name }: KaizalaGroup) => foldName(name).startsWith(wanted);
  return [...found.filter(begins), ...found.filter((group) => !begins(group))];
}
