import type { InputBlock, PlainTextOption } from '@slack/web-api';
import type { LinkMode } from '../../services/links/link.ts';
import { LINK_MODE_INPUT } from '../links/link-answer.ts';
import { LIMITS } from './limits.ts';
import { plain } from './texts.ts';

const MODES: Record<LinkMode, PlainTextOption> = {
  ask: { text: plain('Ask for a caption first (ask)', LIMITS.optionText), value: 'ask' },
  auto: { text: plain('Forward at once (auto)', LIMITS.optionText), value: 'auto' },
};

/** The choice of what happens when files are shared. */
export function modeSelect(mode: LinkMode): InputBlock {
  return {
    type: 'input',
    block_id: LINK_MODE_INPUT,
    label: plain('When files are shared', LIMITS.labelText),
    element: {
      type: 'static_select',
      action_id: LINK_MODE_INPUT,
      placeholder: plain('Choose what happens', LIMITS.placeholder),
      options: [MODES.ask, MODES.auto],
      initial_option: MODES[mode],
    },
  };
}
