import type {
  ContextBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  RichTextText,
} from '@slack/web-api';
import { cut } from './cut.ts';
import { LIMITS } from './limits.ts';

/** Slack refuses a text that is empty. */
const NOTHING = '–';

/** Text that may be from outside: nothing in it is read as markup, nor as the name of an emoji. */
export function plain(text: string, maxLength: number): PlainTextElement {
  return { type: 'plain_text', text: cut(text.toWellFormed(), maxLength).trim() || NOTHING, emoji: false };
}

/** A run of text within a rich text, which knows no markup either. */
export function run(text: string, style?: RichTextText['style']): RichTextText {
  return { type: 'text', text: text.toWellFormed() || NOTHING, ...(style && { style }) };
}

export function paragraph(...elements: RichTextText[]): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

/** The same under an id that is the only one of its message. */
export function marked<Block extends RichTextBlock | ContextBlock>(blockId: string, block: Block): Block {
  return { ...block, block_id: blockId };
}

/** Small and grey: what is beside the point. */
export function aside(...texts: (string | MrkdwnElement)[]): ContextBlock {
  const elements = texts.map((text) => (typeof text === 'string' ? plain(text, LIMITS.contextText) : text));
  return { type: 'context', elements };
}
