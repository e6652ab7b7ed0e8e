import { GROUP_INPUT } from '../../dialogs/card-answer.ts';
import { NO_GROUPS } from '../../dialogs/no-groups.ts';
import type { Targets } from '../../services/links/target-groups.ts';
import { type CardElement, literal } from './adaptive-card.ts';
import { caution } from './caution.ts';
import { FRAME_BYTES, groupInput } from './group-input.ts';
import { MAX_SHOWN_NAME, shorten } from './shorten.ts';

/** So many groups can be chosen on every card that asks for one, whatever else is on it. */
const LEAST_GROUPS = 20;

/** What the note about groups that are not listed weighs at most. */
const NOTE_BYTES = 400;

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
  const { input, listed } = groupInput(groups, {
    id: GROUP_INPUT,
    errorMessage: 'Choose the group that the files should go to.',
    bytes: bytes - NOTE_BYTES,
  });
  if (listed === groups.length) return [input];
  return [
    input,
    caution(
      `Only ${listed} of ${groups.length} groups are listed. For another one, type the caption as a message; then the bot asks for the group’s name.`,
    ),
  ];
}

/** The bytes below which `groupChoice` would leave out groups that should be listed on any card. */
export function leastChoiceBytes(targets: Targets | undefined): number {
  const first =
    targets?.kind === 'choice' ? { ...targets, groups: targets.groups.slice(0, LEAST_GROUPS) } : targets;
  const elements = groupChoice(first, Number.POSITIVE_INFINITY);
  // What `groupChoice` sets aside comes on top.
  return Buffer.byteLength(JSON.stringify(elements)) + NOTE_BYTES + FRAME_BYTES;
}
