import { words } from '../words.ts';
import type { Command } from './command.ts';

/** `/help`: what the bot can do. */
export const help: Command = async (context) => {
  await context.sendActivity(words.help);
};
