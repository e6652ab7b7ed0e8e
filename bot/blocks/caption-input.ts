import type { InputBlock } from '@slack/web-api';
import { CAPTION_INPUT } from '../../dialogs/card-answer.ts';
import { cut } from './cut.ts';
import { LIMITS } from './limits.ts';
import { plain } from './texts.ts';

/** Takes the caption, which may be left out. */
export function captionInput(blockId: string, suggestion: string | undefined): InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional: true,
    label: plain('Caption', LIMITS.labelText),
    element: {
      type: 'plain_text_input',
      action_id: CAPTION_INPUT,
      multiline: true,
      max_length: LIMITS.inputText,
      placeholder: plain('What the group should know about it', LIMITS.placeholder),
      ...(suggestion && { initial_value: cut(suggestion.toWellFormed(), LIMITS.inputText) }),
    },
  };
}
