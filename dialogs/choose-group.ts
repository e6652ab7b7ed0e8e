import type { KaizalaGroup } from '../services/kaizala/types.ts';
import { groupsMatching } from '../services/links/matching-groups.ts';

/** The group that was meant, or those that it could have been. */
export type GroupChoice =
  | { readonly kind: 'chosen'; readonly group: KaizalaGroup }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly KaizalaGroup[] }
  | { readonly kind: 'unknown' };

/**
 * Understands a typed answer to a numbered list of groups: a number of the list, a name or id, or a part
 * that only one name has. Nothing is guessed, because a post can't be taken back.
 */
export function chooseGroup(text: string, groups: readonly KaizalaGroup[]): GroupChoice {
  const number = text.normalize('NFKC').trim();
  const numbered = /^\d{1,4}$/.test(number) ? groups[Number(number) - 1] : undefined;
  if (numbered) return { kind: 'chosen', group: numbered };
  const candidates = groupsMatching(text, groups);
  const [only, ...others] = candidates;
  if (!only) return { kind: 'unknown' };
  return others.length === 0 ? { kind: 'chosen', group: only } : { kind: 'ambiguous', candidates };
}
