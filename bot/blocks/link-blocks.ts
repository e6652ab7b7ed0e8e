import type { KnownBlock } from '@slack/web-api';
import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import type { LinkMode } from '../../services/links/link.ts';
import { LINK_CANCEL, LINK_CONFIRM, LINK_GROUP_INPUT } from '../links/link-answer.ts';
import { cut } from './cut.ts';
import { drawBlockButton } from './draw-block-button.ts';
import { groupSelect } from './group-select.ts';
import { LIMITS } from './limits.ts';
import { modeSelect } from './mode-select.ts';
import { aside, paragraph, plain, run } from './texts.ts';

const TITLE: KnownBlock = { type: 'header', text: plain('Link to a Kaizala group', LIMITS.headerText) };

export interface LinkBlocksOptions {
  readonly groups: readonly KaizalaGroup[];
  readonly mode: LinkMode;
  /** Whether Slack can ask this bot for the options of a menu. */
  readonly suggests: boolean;
  /** What is said where not all groups are listed. */
  readonly others: (listed: number) => string;
}

/** The card that links, as a message of Slack. */
export function linkBlocks(
  text: string,
  { groups, mode, suggests, others }: LinkBlocksOptions,
): KnownBlock[] {
  const { element, listed } = groupSelect(groups, { actionId: LINK_GROUP_INPUT, suggests });
  return [
    TITLE,
    saying(text),
    { type: 'input', block_id: LINK_GROUP_INPUT, label: plain('Group', LIMITS.labelText), element },
    ...(listed < groups.length ? [aside(others(listed))] : []),
    modeSelect(mode),
    {
      type: 'actions',
      block_id: 'actions',
      elements: [
        drawBlockButton('link:link', { title: 'Link', style: 'positive', data: LINK_CONFIRM }),
        drawBlockButton('link:cancel', { title: 'Cancel', data: LINK_CANCEL }),
      ],
    },
  ];
}

/** What the card has become once it was answered. */
export function linkOutcomeBlocks(text: string): KnownBlock[] {
  return [
    TITLE,
    ...text
      .split('\n\n')
      .slice(0, LIMITS.blocks - 1)
      .map(saying),
  ];
}

/** Text with names from outside, which is therefore no markup. */
function saying(text: string): KnownBlock {
  return paragraph(run(cut(text, LIMITS.sectionText)));
}
