import type { KaizalaGroup } from '../services/kaizala/types.ts';

/** The group that was meant, or those that it could have been. */
export type GroupChoice =
  | { readonly kind: 'chosen'; readonly group: KaizalaGroup }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly KaizalaGroup[] }
  | { readonly kind: 'unknown' };

/**
 * Understands a typed answer to a numbered list of groups: a number of the list, a name, or a part that only
 * one name has. Nothing is guessed, because a post can't be taken back.
 */
export function chooseGroup(text: string, groups: readonly KaizalaGroup[]): GroupChoice {
  const wanted = fold(text);
  const numbered = /^\d{1,4}$/.test(wanted) ? groups[Number(wanted) - 1] : undefined;
  if (numbered) return { kind: 'chosen', group: numbered };
  const exact = groups.filter(({ name }) => fold(name) === wanted);
  const candidates =
    exact.length > 0 || wanted === '' ? exact : groups.filter(({ name }) => fold(name).includes(wanted));
  const [only, ...others] = candidates;
  if (!only) return { kind: 'unknown' };
  return others.length === 0 ? { kind: 'chosen', group: only } : { kind: 'ambiguous', candidates };
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
