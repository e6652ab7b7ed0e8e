import { type CommandMatch, findCommand } from '../../commands/find-command.ts';

export type SlashCommandMatch = Exclude<CommandMatch, { kind: 'none' }>;

/** What stands behind a slash command, with or without a slash of its own; nothing asks for help. */
export function readSlashCommand(text: string): SlashCommandMatch {
  const typed = text.trim().replace(/^\//, '') || 'help';
  const match = findCommand(`/${typed}`);
  return match.kind === 'none' ? { kind: 'unknown', name: typed } : match;
}
