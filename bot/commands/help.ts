import type { KnownBlock } from '@slack/web-api';
import type { Activity } from 'botbuilder';
import { blockMessage } from '../blocks/block-message.ts';
import { slackVoice } from '../words/slack-voice.ts';
import { wordsFor } from '../words/words-for.ts';
import type { Command } from './command.ts';

/** `/help`: what the bot can do. */
export const help: Command = async (context) => {
  const { activity } = context;
  const { help: text } = wordsFor(activity);
  await context.sendActivity(slackVoice(activity)?.hasSlash === false ? inBlocks(text) : text);
};

/** What Azure makes of Markdown for Slack is not known, whereas it leaves blocks alone. */
function inBlocks(text: string): Partial<Activity> {
  const blocks = text
    .split('\n\n')
    .map((part): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text: part } }));
  return blockMessage(text, blocks);
}
