import type { KnownBlock } from '@slack/web-api';
import { blockMessage } from '../blocks/block-message.ts';
import { drawsBlocks } from '../blocks/draws-blocks.ts';
import { wordsFor } from '../words-for.ts';
import type { Command } from './command.ts';

/** `/help`: what the bot can do. */
export const help: Command = async (context) => {
  const { activity } = context;
  const { help: text } = wordsFor(activity);
  await context.sendActivity(drawsBlocks(activity.channelId) ? inBlocks(text) : text);
};

/** Slack's own markup, which is read in blocks whichever way they take. */
function inBlocks(text: string) {
  const blocks = text
    .split('\n\n')
    .map((part): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text: part } }));
  return blockMessage(text, blocks);
}
