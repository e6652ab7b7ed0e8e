import { parseArgs } from 'node:util';
import type { ConversationKind } from './chats/demo-chat.ts';
import { CHANNELS, type Channel } from './chats/open-chat.ts';

const KINDS: readonly ConversationKind[] = ['personal', 'group', 'channel'];

/** What a person asks the demo for. */
export interface DemoOptions {
  /** Paths; empty for the samples. */
  readonly files: readonly string[];
  readonly caption?: string;
  /** The chat that it plays in. */
  readonly channel: Channel;
  /** Where the person shares them. */
  readonly in: ConversationKind;
  /** A group's name or a part of it. */
  readonly group?: string;
  /** One JSON object a line instead of words. */
  readonly json: boolean;
  /** Leave everything running at the end. */
  readonly keep: boolean;
}

export const USAGE = `Usage: npm run demo [-- FILES… --channel CHAT --in KIND --caption TEXT --group NAME --json --keep]

  FILES           what to share in one message; without any, the samples in demo/samples
  --channel CHAT  teams or slack; default teams
  --in KIND       where: personal (a chat with the bot), group (a group chat), or channel (a thread of a
                  channel, and then another channel that is bridged to a Kaizala group); default personal
  --caption TEXT  the caption to give
  --group NAME    the Kaizala group to post to: its name, or a part that fits only one
  --json          print one JSON object a line
  --keep          leave everything running at the end, to look at`;

/** Reads the command line. Throws a `TypeError` that says what is wrong with it. */
export function readOptions(args: readonly string[]): DemoOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      channel: { type: 'string', default: 'teams' },
      in: { type: 'string', default: 'personal' },
      caption: { type: 'string' },
      group: { type: 'string' },
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const kind = oneOf(KINDS, 'in', values.in);
  const channel = oneOf(CHANNELS, 'channel', values.channel);
  return { files: positionals, ...values, in: kind, channel };
}

function oneOf<T extends string>(known: readonly T[], option: string, given: string): T {
  const found = known.find((candidate) => candidate === given);
  if (found !== undefined) return found;
  throw new TypeError(`--${option} takes ${known.join(', ')}, and not "${given}".`);
}
