import { Conversation } from '../connector/conversation.ts';
import { SingleRoom } from '../connector/room.ts';
import { GraphPlace } from '../graph/graph-place.ts';
import type { BotAccount, Tenant } from '../tenant.ts';
import { inEnvelope, type Overrides } from '../user/envelope.ts';
import type { SharedFile } from '../user/file-attachments.ts';
import { installed, uninstalled } from '../user/lifecycle.ts';
import { type Delivery, deliver, type SendAnswer } from '../user/post-to-bot.ts';
import { GroupMember } from './group-member.ts';
import type { Person } from './person.ts';
import type { Scene } from './scene.ts';
import type { GroupOptions } from './team.ts';
import { newThreadId } from './thread-id.ts';

interface ChatParts {
  readonly tenant: Tenant;
  readonly bot: BotAccount;
  readonly members: readonly Person[];
}

/** A chat of several people that has the app. */
export class GroupChat implements Scene {
  readonly id = newThreadId('v2');
  readonly tenant: Tenant;
  readonly bot: BotAccount;
  readonly conversation = new Conversation(this.id);
  readonly graphPlace: GraphPlace;
  readonly room: SingleRoom;
  /** May be set, for a bot that has been started again elsewhere. */
  endpoint: string | Delivery;
  /** May be set, as when the app is installed anew with a manifest that asks for more. */
  hasConsent: boolean;
  readonly #people = new Map<string, GroupMember>();
  readonly #installer: Person;

  constructor({ endpoint, hasConsent = true }: GroupOptions, { tenant, bot, members }: ChatParts) {
    const [first] = members;
    if (first === undefined) throw new Error('Nobody is in the chat.');
    this.#installer = first;
    this.endpoint = endpoint;
    this.hasConsent = hasConsent;
    this.tenant = tenant;
    this.bot = bot;
    this.room = new SingleRoom(this.conversation, members);
    this.graphPlace = new GraphPlace(`chats/${this.id}`, 'Chat.Read.All', () => this.hasConsent);
    for (const person of members) this.#people.set(person.name, new GroupMember(person, this));
  }

  /** Somebody in the chat by name. Throws if there is nobody of that name. */
  member(name: string): GroupMember {
    const member = this.#people.get(name);
    if (member === undefined) throw new Error(`Nobody in the chat is called ${name}.`);
    return member;
  }

  /** The first member adds the app, which Teams tells the bot twice, at the same time. */
  installs(): Promise<SendAnswer[]> {
    this.room.isClosed = false;
    return Promise.all(installed(this.bot).map((fields) => this.#tells(fields)));
  }

  /** The first member takes the app away: from then on the connector refuses the bot with 403. */
  uninstalls(): Promise<SendAnswer> {
    this.room.isClosed = true;
    return this.#tells(uninstalled());
  }

  rootOf(): undefined {}

  threadOf(): undefined {}

  conversationOf(): Conversation {
    return this.conversation;
  }

  fieldsOf(): Overrides {
    const { tenantId } = this.tenant;
    return {
      conversation: { isGroup: true, conversationType: 'groupChat', tenantId, id: this.id },
      channelData: { tenant: { id: tenantId } },
    };
  }

  /** What is shared in a chat stays on the OneDrive of whoever shares it. */
  placeFile({ contentUrl }: SharedFile): string {
    return contentUrl;
  }

  #tells(fields: Overrides & { readonly type: string }): Promise<SendAnswer> {
    const { tenant, bot } = this;
    const from = this.#installer;
    const activity = inEnvelope({ tenant, from, bot, fields: { ...this.fieldsOf(), ...fields } });
    this.conversation.said(activity.id ?? '', activity);
    return deliver(this.endpoint, activity, tenant);
  }
}
