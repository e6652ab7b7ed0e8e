import type { KnownBlock } from '@slack/web-api';
import { GROUP_INPUT } from '../../dialogs/card-answer.ts';
import { NO_GROUPS } from '../../dialogs/no-groups.ts';
import type { Targets } from '../../services/links/target-groups.ts';
import { MAX_SHOWN_NAME, shorten } from '../cards/shorten.ts';
import { cut } from './cut.ts';
import { groupSelect } from './group-select.ts';
import { LIMITS } from './limits.ts';
import { paragraph, plain, run } from './texts.ts';

/** In UTF-16 units. Only names from outside make it longer. */
const MAX_CAUTION = 1_000;

/**
 * Where the files go, or the choice of it.
 * @param targets undefined if Kaizala could not tell its groups.
 * @param suggests see {@link groupSelect}
 */
export function groupBlocks(targets: Targets | undefined, suggests: boolean): KnownBlock[] {
  if (!targets) {
    return [
      caution(
        'Kaizala is not answering, so its groups are not listed here. Your files are kept; the bot asks for the group when you answer.',
      ),
    ];
  }
  if (targets.kind === 'fixed') return [destination(targets.group.name)];
  if (targets.kind === 'blocked') return [caution(`${targets.reason} Your files are kept.`)];
  const { groups } = targets;
  const { element, listed } = groupSelect(groups, { actionId: GROUP_INPUT, suggests });
  if (groups.length === 0 || listed === 0) return [caution(NO_GROUPS)];
  return [
    { type: 'input', block_id: GROUP_INPUT, label: plain('Group', LIMITS.labelText), element },
    ...(listed < groups.length
      ? [
          caution(
            `Only ${listed} of ${groups.length} groups are listed. For another one, reply with the caption; then the bot asks for the group’s name.`,
          ),
        ]
      : []),
  ];
}

/** Names the group that files go to, where there is no choice. */
export function destination(groupName: string): KnownBlock {
  return paragraph(run('To: '), run(shorten(groupName, MAX_SHOWN_NAME), { bold: true }));
}

/** Words that a person should not miss. */
export function caution(text: string): KnownBlock {
  return paragraph(run(cut(`⚠ ${text}`, MAX_CAUTION)));
}
