import type { PlainTextOption } from '@slack/web-api';
import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import { groupsContaining } from '../../services/links/matching-groups.ts';
import { cutMiddle } from './cut.ts';
import { LIMITS } from './limits.ts';
import { plain } from './texts.ts';

/** Tells groups of the same name apart. */
const TWIN_ID = 8;

/** What answers a `block_suggestion`: the groups that fit what was typed so far, as many as Slack takes. */
export function groupOptions(
  query: string,
  groups: readonly KaizalaGroup[],
): { readonly options: readonly PlainTextOption[] } {
  const fitting = new Set(groupsContaining(query, groups).map(({ id }) => id));
  const all = new Map(optionsOf(groups).map((option) => [option.value, option]));
  const options = [...fitting].flatMap((id) => all.get(id) ?? []);
  return { options: options.slice(0, LIMITS.options) };
}

/** Every group as an option. One with an id that Slack does not take is left out, for no id may be cut. */
export function optionsOf(groups: readonly KaizalaGroup[]): readonly PlainTextOption[] {
  const named = groups.map(({ id, name }) => ({ id, title: cutMiddle(name, LIMITS.optionText) }));
  const twins = Map.groupBy(named, ({ title }) => title);
  return named
    .filter(({ id }) => id !== '' && id.length <= LIMITS.optionValue)
    .map(({ id, title }) => {
      const isTwin = (twins.get(title)?.length ?? 0) > 1;
      const suffix = isTwin ? ` (${id.slice(0, TWIN_ID)})` : '';
      const text = `${cutMiddle(title, LIMITS.optionText - suffix.length)}${suffix}`;
      return { text: plain(text, LIMITS.optionText), value: id };
    });
}
