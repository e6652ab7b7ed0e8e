import { randomBytes } from 'node:crypto';
import { newId } from '../new-id.ts';
import { Channel, type ChannelType } from './channel.ts';
import { createPerson, type Person, type PersonOptions } from './person.ts';
import type { BotUser, Team } from './team.ts';

/** What an app needs that does what this bot does. */
export const BOT_SCOPES: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'mpim:history',
  'mpim:read',
  'users:read',
];

export interface ChannelOptions {
  readonly name: string;
  /** `channel` if absent. */
  readonly type?: Exclude<ChannelType, 'im'>;
  /** The first of them makes it, unless `creator` does. */
  readonly members: readonly Pick<Person, 'id'>[];
  readonly creator?: Pick<Person, 'id'>;
  /** Whether the bot is a member; it is if absent. */
  readonly hasBot?: boolean;
  /** Whether it is shared with another organisation. */
  readonly isExtShared?: boolean;
}

/** One organisation that has the app: its people, its conversations, and what the app is there. */
export class Workspace {
  readonly team: Team;
  readonly bot: BotUser;
  /** What the app may do here. May be set. */
  scopes = BOT_SCOPES;
  /** Tokens of the bot that work. */
  readonly tokens: Set<string>;
  readonly people = new Map<string, Person>();
  readonly channels = new Map<string, Channel>();

  constructor(team: Team, bot: BotUser, token: string) {
    this.team = team;
    this.bot = bot;
    this.tokens = new Set([token]);
  }

  createPerson(options: PersonOptions): Person {
    const person = createPerson(options, this.team);
    this.people.set(person.id, person);
    return person;
  }

  createChannel({ name, type = 'channel', members, creator, ...options }: ChannelOptions): Channel {
    const { hasBot = true, isExtShared = false } = options;
    const ids = members.map(({ id }) => id);
    return this.#add(
      new Channel({
        id: newId(type === 'channel' ? 'C' : 'G'),
        type,
        name,
        creator: creator?.id ?? ids[0] ?? '',
        members: hasBot ? [...ids, this.bot.userId] : ids,
        isExtShared,
      }),
    );
  }

  /** The chat of somebody with the bot; the same one each time. */
  direct({ id }: Pick<Person, 'id'>): Channel {
    const known = [...this.channels.values()].find(({ type, members }) => type === 'im' && members.has(id));
    if (known !== undefined) return known;
    const members = [id, this.bot.userId];
    return this.#add(
      new Channel({
        id: newId('D'),
        type: 'im',
        name: 'directmessage',
        creator: id,
        members,
        isExtShared: false,
      }),
    );
  }

  /** A further token of the bot here. */
  issueToken(): string {
    const token = `xoxb-${randomBytes(18).toString('base64url')}`;
    this.tokens.add(token);
    return token;
  }

  #add(channel: Channel): Channel {
    this.channels.set(channel.id, channel);
    return channel;
  }
}
