import type { Channel } from '../workspace/channel.ts';
import type { Caller } from './method.ts';
import { Refusal } from './refusal.ts';

/** A conversation that the bot knows of. Throws a `Refusal` for a private one without the bot, or none at all. */
export function findChannel({ workspace }: Caller, id: string): Channel {
  const channel = workspace.channels.get(id);
  if (channel === undefined) throw new Refusal('channel_not_found');
  if (channel.type !== 'channel' && !channel.members.has(workspace.bot.userId)) {
    throw new Refusal('channel_not_found');
  }
  return channel;
}

/** A conversation that the bot may write in; a user's id stands for the chat with that user. */
export function writableChannel(caller: Caller, id: string): Channel {
  const { workspace } = caller;
  const person = workspace.people.get(id);
  const channel = person ? workspace.direct(person) : findChannel(caller, id);
  if (!channel.members.has(workspace.bot.userId)) throw new Refusal('not_in_channel');
  if (channel.isArchived) throw new Refusal('is_archived');
  return channel;
}
