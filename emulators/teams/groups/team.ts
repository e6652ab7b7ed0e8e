import { randomUUID } from 'node:crypto';
import type { BotAccount, Tenant } from '../tenant.ts';
import { inEnvelope } from '../user/envelope.ts';
import { installed, uninstalled } from '../user/lifecycle.ts';
import { type Delivery, deliver, type SendAnswer } from '../user/post-to-bot.ts';
import { Channel, type ChannelTeam } from './channel.ts';
import type { Participant, Person } from './person.ts';
import { newThreadId } from './thread-id.ts';

export interface GroupOptions {
  /** The bot's `/api/messages`, or what stands in front of several bots. */
  readonly endpoint: string | Delivery;
  readonly members: readonly Participant[];
  /**
   * Whether the app has the resource-specific permission to read messages here; true if absent. Without it,
   * only what mentions the bot reaches it, and Graph refuses to read messages.
   */
  readonly hasConsent?: boolean;
}

export interface TeamOptions extends GroupOptions {
  readonly name: string;
}

interface TeamParts {
  readonly tenant: Tenant;
  readonly bot: BotAccount;
  readonly members: readonly Person[];
  /** Makes a new channel known to everybody. */
  readonly open: (channel: Channel) => void;
  readonly copyFile: (contentUrl: string, folder: string) => string;
}

/** A team that has the app, with its General channel. */
export class Team implements ChannelTeam {
  readonly id = newThreadId('tacv2');
  readonly aadGroupId = randomUUID();
  readonly name: string;
  readonly tenant: Tenant;
  readonly bot: BotAccount;
  readonly members: readonly Person[];
  /** May be set, for a bot that has been started again elsewhere. */
  endpoint: string | Delivery;
  /** May be set, as when the app is installed anew with a manifest that asks for more. */
  hasConsent: boolean;
  /** The channel that every team has; it shares the team's id. */
  readonly general: Channel;
  readonly channels: Channel[] = [];
  readonly #parts: TeamParts;
  #isClosed = false;

  constructor({ name, endpoint, hasConsent = true }: TeamOptions, parts: TeamParts) {
    this.name = name;
    this.endpoint = endpoint;
    this.hasConsent = hasConsent;
    this.tenant = parts.tenant;
    this.bot = parts.bot;
    this.members = parts.members;
    this.#parts = parts;
    this.general = this.#opens(this.id, 'General');
  }

  createChannel(name: string): Channel {
    return this.#opens(newThreadId('tacv2'), name);
  }

  /** The app is not in the team any more: the connector refuses the bot with 403. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The first member adds the app, which Teams tells the bot twice, at the same time. */
  installs(): Promise<SendAnswer[]> {
    this.#isClosed = false;
    const [installation, update] = installed(this.bot);
    return Promise.all([
      this.#tells(installation, {}),
      this.#tells(update, { eventType: 'teamMemberAdded' }),
    ]);
  }

  /** The first member takes the app away. */
  uninstalls(): Promise<SendAnswer> {
    this.#isClosed = true;
    return this.#tells(uninstalled(), {});
  }

  #opens(id: string, name: string): Channel {
    const channel = new Channel({ id, name }, this, this.#parts.copyFile);
    this.channels.push(channel);
    this.#parts.open(channel);
    return channel;
  }

  /** Only here, and not with messages, Teams tells what Graph calls the team. */
  #tells(fields: { readonly type: string }, more: Record<string, unknown>): Promise<SendAnswer> {
    const { id, name, aadGroupId, tenant, bot, general } = this;
    const [from] = this.members;
    if (from === undefined) throw new Error('Nobody is in the team.');
    const channelData = {
      settings: { selectedChannel: { id: general.id } },
      channel: { id: general.id },
      team: { aadGroupId, name, id },
      tenant: { id: tenant.tenantId },
      ...more,
    };
    const activity = inEnvelope({
      tenant,
      from,
      bot,
      fields: { ...general.fieldsOf(), channelData, ...fields },
    });
    general.conversation.said(activity.id ?? '', activity);
    return deliver(this.endpoint, activity, tenant);
  }
}
