import { cancel } from './cancel.ts';
import type { Command } from './command.ts';
import { groups } from './groups.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { link } from './link.ts';
import { mode } from './mode.ts';
import { retry } from './retry.ts';
import { status } from './status.ts';
import { unlink } from './unlink.ts';

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({ cancel, groups, help, history, link, mode, retry, status, unlink }),
);

/** These do something with what stands behind their name. */
const WITH_ARGUMENT: ReadonlySet<string> = new Set(['groups', 'history', 'link', 'mode', 'retry']);

/** What a typed message asks for, if it is a command. */
export type CommandMatch =
  | {
      readonly kind: 'command';
      readonly run: Command;
      readonly argument: string;
      /** Without the slash, `link Field crew North` is a command only where nobody waits for a caption. */
      readonly mayBeCaption: boolean;
    }
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'none' };

/**
 * Recognizes `/help` and `help` alike. Without the slash the whole message has to be the word, unless the command
 * takes an argument; it may then be a caption all the same. `/skip` is an answer, not a command.
 * @param text without mentions of the bot
 */
export function findCommand(text: string): CommandMatch {
  const [, slash, word, argument = ''] = /^\s*(\/?)([a-z]+)(?:\s+([\s\S]*\S))?\s*$/i.exec(text) ?? [];
  const name = word?.toLowerCase();
  if (name === undefined || name === 'skip') return { kind: 'none' };
  const mayBeCaption = !slash && argument !== '';
  if (mayBeCaption && !WITH_ARGUMENT.has(name)) return { kind: 'none' };
  const run = COMMANDS.get(name);
  if (run) return { kind: 'command', run, argument, mayBeCaption };
  return slash ? { kind: 'unknown', name: `/${word}` } : { kind: 'none' };
}
