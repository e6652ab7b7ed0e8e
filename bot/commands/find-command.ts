import { cancel } from './cancel.ts';
import type { Command } from './command.ts';
import { groups } from './groups.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { retry } from './retry.ts';
import { status } from './status.ts';

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({ cancel, groups, help, history, retry, status }),
);

/** What a typed message asks for, if it is a command. */
export type CommandMatch =
  | { readonly kind: 'command'; readonly run: Command; readonly argument: string }
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'none' };

/**
 * Recognizes `/help` and `help` alike. Without the slash the whole message has to be the word, so that a
 * caption which begins with it stays a caption. `/skip` is an answer, not a command.
 */
export function findCommand(text: string): CommandMatch {
  const [, slash, name, argument = ''] = /^\s*(\/?)([a-z]+)(?:\s+([\s\S]*\S))?\s*$/i.exec(text) ?? [];
  if (name === undefined || name.toLowerCase() === 'skip') return { kind: 'none' };
  if (!slash && argument !== '') return { kind: 'none' };
  const run = COMMANDS.get(name.toLowerCase());
  if (run) return { kind: 'command', run, argument };
  return slash ? { kind: 'unknown', name: `/${name}` } : { kind: 'none' };
}
