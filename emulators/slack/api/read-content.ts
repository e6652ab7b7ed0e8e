import type { Block } from '../blocks/block-schema.ts';
import { checkBlocks } from '../blocks/check-blocks.ts';
import { malformed, Refusal } from './refusal.ts';

/** So many blocks fit into a message. */
const MOST_BLOCKS = 50;
/** Slack cuts or refuses more characters; a stand-in that refuses shows who relies on the cut. */
const MOST_CHARACTERS = 40_000;

interface GivenContent {
  readonly text?: string | undefined;
  readonly blocks?: unknown;
}

/** What a message says. Throws a `Refusal` if Slack would not take it. */
export function readContent(
  { text = '', blocks }: GivenContent,
  mostCharacters = MOST_CHARACTERS,
): { readonly text: string; readonly blocks: readonly Block[] } {
  if (text.length > mostCharacters) throw new Refusal('msg_too_long');
  const isWithoutBlocks = blocks === undefined || blocks === '';
  const checked = isWithoutBlocks ? { blocks: [] } : checkBlocks(blocks, MOST_BLOCKS);
  if ('problems' in checked) throw malformed('invalid_blocks', checked.problems);
  if (text === '' && checked.blocks.length === 0) throw new Refusal('no_text');
  return { text, blocks: checked.blocks };
}
