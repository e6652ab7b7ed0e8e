import { randomBytes, randomUUID } from 'node:crypto';
import type { Activity } from '../activity.ts';
import { Conversation } from '../connector/conversation.ts';
import type { Member } from '../connector/roster-answer.ts';
import { newActivityId } from '../new-activity-id.ts';
import { fileAttachments, type SharedFile, textAttachments } from './file-attachments.ts';
import { type BotAnswer, type Delivery, postToBot } from './post-to-bot.ts';
import { submittedActivity, type TeamsClient } from './submitted-activity.ts';

export interface UserOptions {
  /** The bot's `/api/messages`, or what stands in front of several bots. */
  readonly endpoint: string | Delivery;
  readonly name?: string;
  /** `new` if absent. */
  readonly client?: TeamsClient;
}

/** Where in the stand-in a person sits. */
export interface Tenant {
  readonly serviceUrl: string;
  readonly tenantId: string;
}

/** Fields to put in place of those that Teams would send; `undefined` takes a field away. */
export type Overrides = Readonly<Record<string, unknown>>;

/** The bot's answer, with the activity that it answers, to be sent again as Teams does when it waits too long. */
export interface SendAnswer extends BotAnswer {
  readonly activity: Activity;
}

/** A person in a personal chat with the bot. Each method resolves when the bot has answered the request. */
export class TeamsUser {
  /** May be set, for a bot that has been started again elsewhere. */
  endpoint: string | Delivery;
  readonly member: Member;
  readonly conversation: Conversation;
  readonly #client: TeamsClient | undefined;
  readonly #tenant: Tenant;
  readonly #bot = { id: `28:${randomUUID()}`, name: 'Kaizala Bridge' };

  constructor(tenant: Tenant, { endpoint, name = 'Asha Rao', client }: UserOptions) {
    this.endpoint = endpoint;
    this.#client = client;
    this.#tenant = tenant;
    this.member = { id: `29:1${randomBytes(32).toString('base64url')}`, name, aadObjectId: randomUUID() };
    this.conversation = new Conversation(`a:1${randomBytes(32).toString('base64url')}`);
  }

  /** Adds the app, which Teams tells the bot twice, at the same time. */
  installs(): Promise<SendAnswer[]> {
    return Promise.all([
      this.#sends({ type: 'installationUpdate', id: `f:${randomUUID()}`, action: 'add' }),
      this.#sends({
        type: 'conversationUpdate',
        id: `f:${randomUUID()}`,
        membersAdded: [{ id: this.#bot.id }],
      }),
    ]);
  }

  says(text: string, overrides: Overrides = {}): Promise<SendAnswer> {
    const attachments = textAttachments(text);
    return this.#sends({ type: 'message', text, textFormat: 'plain', attachments, ...overrides });
  }

  /** Sends one message with all the files, in order. */
  shares(files: readonly SharedFile[], text = '', overrides: Overrides = {}): Promise<SendAnswer> {
    const written = text === '' ? {} : { text, textFormat: 'plain' };
    return this.#sends({
      type: 'message',
      ...written,
      attachments: fileAttachments(files, text),
      ...overrides,
    });
  }

  /** Presses a button on a card. For an Action.Execute the answer's body is what the bot said to it. */
  submits(
    message: Activity,
    title: string,
    inputs: Readonly<Record<string, string>> = {},
    overrides: Overrides = {},
  ): Promise<SendAnswer> {
    return this.#sends({ ...submittedActivity(message, title, inputs, this.#client), ...overrides });
  }

  /** Sends exactly this activity, such as one that has been sent before. */
  async resends(activity: Activity): Promise<SendAnswer> {
    return { ...(await postToBot(this.endpoint, JSON.stringify(activity))), activity };
  }

  /** Sends a body that need not be an activity, nor JSON. */
  raw(body: string): Promise<BotAnswer> {
    return postToBot(this.endpoint, body);
  }

  #sends(fields: Overrides & { type: string }): Promise<SendAnswer> {
    const now = new Date();
    const { serviceUrl, tenantId } = this.#tenant;
    const activity: Activity = {
      id: newActivityId(),
      timestamp: now.toISOString(),
      localTimestamp: now.toISOString(),
      localTimezone: 'Etc/UTC',
      locale: 'en-US',
      channelId: 'msteams',
      serviceUrl,
      from: this.member,
      recipient: this.#bot,
      conversation: { conversationType: 'personal', tenantId, id: this.conversation.id },
      entities: [
        { type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Etc/UTC' },
      ],
      channelData: { tenant: { id: tenantId } },
      ...fields,
    };
    this.conversation.said(activity.id ?? '', activity);
    return this.resends(activity);
  }
}
