import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import type { Block } from '../../../emulators/slack/blocks/block-schema.ts';
import { checkBlocks } from '../../../emulators/slack/blocks/check-blocks.ts';

/** The blocks of a message as Slack gets and keeps them. Fails if Slack would refuse them. */
export function drawnBlocks({ channelData }: Partial<Activity>): readonly Block[] {
  const { text, blocks } = JSON.parse(JSON.stringify(channelData)) as { text: string; blocks: unknown };
  assert.ok(text.length > 0 && text.length <= 4_000, String(text.length));
  return checkedBlocks(blocks);
}

function checkedBlocks(blocks: unknown): readonly Block[] {
  const json = JSON.stringify(blocks);
  // Half of a character: no form can carry it.
  assert.doesNotMatch(json, /\\ud[89a-f]/i);
  const checked = checkBlocks(JSON.parse(json), 50);
  if ('problems' in checked) assert.fail(checked.problems.join('\n'));
  return checked.blocks;
}
