import { Conversation } from '../connector/conversation.ts';
import type { Room } from '../connector/room.ts';
import { GraphPlace } from '../graph/graph-place.ts';
import type { BotAccount, Tenant } from '../tenant.ts';
import type { Overrides } from '../user/envelope.ts';
import type { SharedFile } from '../user/file-attachments.ts';
import type { Delivery } from '../user/post-to-bot.ts';
import { GroupMember } from './group-member.ts';
import type { Person } from './person.ts';
import type { Scene } from './scene.ts';

/** What a channel takes from its team. */
export interface ChannelTeam {
  readonly id: string;
  readonly name: string;
  readonly aadGroupId: string;
  readonly tenant: Tenant;
  readonly bot: BotAccount;
  readonly members: readonly Person[];
  readonly endpoint: string | Delivery;
  readonly hasConsent: boolean;
  readonly isClosed: boolean;
}

/** A channel of a team: threads, each of which is a conversation for the bot. */
export class Channel implements Scene, Room {
  readonly id: string;
  readonly name: string;
  readonly graphPlace: GraphPlace;
  /** The whole channel in one: what happens in any thread happens here too. */
  readonly conversation: Conversation;
  readonly #team: ChannelTeam;
  readonly #copyFile: (contentUrl: string, folder: string) => string;
  readonly #threads = new Map<string, Conversation>();
  readonly #people = new Map<string, GroupMember>();

  constructor(
    { id, name }: { readonly id: string; readonly name: string },
    team: ChannelTeam,
    copyFile: (contentUrl: string, folder: string) => string,
  ) {
    this.id = id;
    this.name = name;
    this.#team = team;
    this.#copyFile = copyFile;
    this.conversation = new Conversation(id);
    const path = `teams/${team.aadGroupId}/channels/${id}`;
    this.graphPlace = new GraphPlace(path, 'ChannelMessage.Read.All', () => team.hasConsent);
    for (const person of team.members) this.#people.set(person.name, new GroupMember(person, this));
  }

  /** Somebody of the team by name. Throws if there is nobody of that name. */
  member(name: string): GroupMember {
    const member = this.#people.get(name);
    if (member === undefined) throw new Error(`Nobody in the team is called ${name}.`);
    return member;
  }

  /** The thread that begins with this post, the bot's or a person's. */
  thread(rootId: string): Conversation {
    const known = this.#threads.get(rootId);
    if (known !== undefined) return known;
    const thread = new Conversation(`${this.id};messageid=${rootId}`);
    thread.onEvent(({ kind, id, activity }) => this.conversation[kind](id, activity));
    this.#threads.set(rootId, thread);
    return thread;
  }

  /** All threads, oldest first. */
  get threads(): readonly Conversation[] {
    return [...this.#threads.values()];
  }

  get members(): readonly Person[] {
    return this.#team.members;
  }

  get isClosed(): boolean {
    return this.#team.isClosed;
  }

  get tenant(): Tenant {
    return this.#team.tenant;
  }

  get bot(): BotAccount {
    return this.#team.bot;
  }

  get endpoint(): string | Delivery {
    return this.#team.endpoint;
  }

  get hasConsent(): boolean {
    return this.#team.hasConsent;
  }

  place(conversationId: string, activityId: string): Conversation {
    return this.thread(rootIn(conversationId) ?? activityId);
  }

  find(conversationId: string, activityId: string): Conversation | undefined {
    const rootId = rootIn(conversationId) ?? this.threadOf(activityId);
    return rootId === undefined ? undefined : this.#threads.get(rootId);
  }

  rootOf(messageId: string, inReplyTo?: string): string {
    return inReplyTo ?? messageId;
  }

  conversationOf(rootId = ''): Conversation {
    return this.thread(rootId);
  }

  threadOf(messageId: string): string | undefined {
    const found = [...this.#threads].find(([, { messages }]) => messages.some(({ id }) => id === messageId));
    return found?.[0];
  }

  /** Without a root, what is said of the channel as a whole. */
  fieldsOf(rootId?: string): Overrides {
    const { tenantId } = this.tenant;
    const id = rootId === undefined ? this.id : `${this.id};messageid=${rootId}`;
    return {
      conversation: { isGroup: true, conversationType: 'channel', tenantId, id },
      channelData: {
        teamsChannelId: this.id,
        teamsTeamId: this.#team.id,
        channel: { id: this.id },
        team: { id: this.#team.id },
        tenant: { id: tenantId },
      },
    };
  }

  placeFile({ contentUrl }: SharedFile): string {
    return this.#copyFile(contentUrl, `/sites/${this.#team.name}/Shared Documents/${this.name}`);
  }
}

function rootIn(conversationId: string): string | undefined {
  return /;messageid=(.+)$/.exec(conversationId)?.[1];
}
