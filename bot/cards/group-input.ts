import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import type { CardElement } from './adaptive-card.ts';
import { MAX_SHOWN_NAME, shorten } from './shorten.ts';

/** More groups than this are searched rather than looked through. */
const MAX_LOOKED_THROUGH = 20;
/** What the input itself weighs at most, in bytes. */
export const FRAME_BYTES = 400;

/** The choice of a group, and how many of the groups it has. */
export interface GroupInput {
  readonly input: CardElement;
  readonly listed: number;
}

/** @param bytes what the input may weigh; groups that don't fit are left out. */
export function groupInput(
  groups: readonly KaizalaGroup[],
  { id, errorMessage, bytes }: { readonly id: string; readonly errorMessage: string; readonly bytes: number },
): GroupInput {
  const choices = choicesThatFit(groups, bytes - FRAME_BYTES);
  const isSearch = groups.length > MAX_LOOKED_THROUGH;
  const input: CardElement = {
    type: 'Input.ChoiceSet',
    id,
    label: 'Group',
    // Microsoft shows the search on cards of older versions than the schema asks for; clients that don't know
    // it show a plain list (inferred).
    style: isSearch ? 'filtered' : 'compact',
    isRequired: true,
    errorMessage,
    placeholder: isSearch ? 'Type to search for a group' : 'Choose a group',
    choices,
  };
  return { input, listed: choices.length };
}

function choicesThatFit(groups: readonly KaizalaGroup[], bytes: number): { title: string; value: string }[] {
  const named = Map.groupBy(groups, ({ name }) => name);
  const choices: { title: string; value: string }[] = [];
  let left = bytes;
  for (const { id, name } of groups) {
    const title = shorten(name, MAX_SHOWN_NAME);
    // Groups of the same name are told apart by the start of their id.
    const isTwin = (named.get(name)?.length ?? 0) > 1;
    const choice = { title: isTwin ? `${title} (${id.slice(0, 8)})` : title, value: id };
    left -= Buffer.byteLength(JSON.stringify(choice)) + 1;
    if (left < 0) break;
    choices.push(choice);
  }
  return choices;
}
