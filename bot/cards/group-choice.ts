import { GROUP_INPUT } from '../../dialogs/card-answer.ts';
import { NO_GROUPS } from '../../dialogs/no-groups.ts';
import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import type { Targets } from '../../services/links/target-groups.ts';
import { type CardElement, literal } from './adaptive-card.ts';
import { caution } from './caution.ts';
import { MAX_SHOWN_NAME, shorten } from './shorten.ts';

/** More groups than this are searched rather than looked through. */
const MAX_LOOKED_THROUGH = 20;
/** What the input itself and the note about missing groups weigh at most, in bytes. */
const FRAME_BYTES = 800;

/**
 * Where the files go, or the choice of it.
 * @param targets undefined if Kaizala could not tell its groups.
 * @param bytes what the elements may weigh; groups that don't fit are left out, and a note says so.
 */
export function groupChoice(targets: Targets | undefined, bytes: number): CardElement[] {
  if (!targets) {
    return [
      caution(
        'Kaizala is not answering, so its groups are not listed here. Your files are kept; the bot asks for the group when you answer.',
      ),
    ];
  }
  if (targets.kind === 'fixed') {
    const name = literal(shorten(targets.group.name, MAX_SHOWN_NAME), { weight: 'Bolder' });
    return [{ type: 'RichTextBlock', spacing: 'Medium', inlines: [literal('To: '), name] }];
  }
  if (targets.kind === 'blocked') {
    const run = literal(`⚠ ${targets.reason} Your files are kept.`, { color: 'Warning' });
    return [{ type: 'RichTextBlock', spacing: 'Medium', inlines: [run] }];
  }
  const { groups } = targets;
  if (groups.length === 0) return [caution(NO_GROUPS)];
  const choices = choicesThatFit(groups, bytes - FRAME_BYTES);
  const isSearch = groups.length > MAX_LOOKED_THROUGH;
  return [
    {
      type: 'Input.ChoiceSet',
      id: GROUP_INPUT,
      label: 'Group',
      // Microsoft shows the search on cards of older versions than the schema asks for; clients that don't know
      // it show a plain list (inferred).
      style: isSearch ? 'filtered' : 'compact',
      isRequired: true,
      errorMessage: 'Choose the group that the files should go to.',
      placeholder: isSearch ? 'Type to search for a group' : 'Choose a group',
      choices,
    },
    ...(choices.length < groups.length
      ? [
          caution(
            `Only ${choices.length} of ${groups.length} groups are listed. For another one, type the caption as a message; then the bot asks for the group’s name.`,
          ),
        ]
      : []),
  ];
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
