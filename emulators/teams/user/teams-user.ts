import { randomBytes, randomUUID } from 'node:crypto';
import type { Activity } from '../activity.ts';
import type { KeptAttachment } from '../connector/attachment-store.ts';
import { Conversation } from '../connector/conversation.ts';
import { SingleRoom } from '../connector/room.ts';
import type { Member } from '../connector/roster-answer.ts';
import type { Tenant } from '../tenant.ts';
import { deletedActivity, editedActivity } from './changed-activity.ts';
import { inEnvelope, type Overrides } from './envelope.ts';
import {
  type Attachments,
  fileAttachments,
  htmlAttachment,
  htmlParagraph,
  type SharedFile,
  textAttachments,
} from './file-attachments.ts';
import { imageTag } from './html.ts';
import { imageAttachments, type PasteOptions } from './image-attachments.ts';
import { installed, uninstalled } from './lifecycle.ts';
import { type BotAnswer, type Delivery, deliver, postToBot, type SendAnswer } from './post-to-bot.ts';
import { submittedActivity, type TeamsClient } from './submitted-activity.ts';

export interface UserOptions {
  /** The bot's `/api/messages`, or what stands in front of several bots. */
  readonly endpoint: string | Delivery;
  readonly name?: string;
  /** `new` if absent. */
  readonly client?: TeamsClient;
}

export type { SendAnswer } from './post-to-bot.ts';

/** What a message says, given its text. */
type Writing = (text: string) => Overrides;

/** A person in a personal chat with the bot. Each method resolves when the bot has answered the request. */
export class TeamsUser {
  /** May be set, for a bot that has been started again elsewhere. */
  endpoint: string | Delivery;
  readonly member: Member;
  readonly conversation: Conversation;
  readonly #client: TeamsClient | undefined;
  readonly room: SingleRoom;
  readonly #tenant: Tenant;
  readonly #bot;
  readonly #writings = new WeakMap<Activity, Writing>();

  constructor(tenant: Tenant, { endpoint, name = 'Asha Rao', client }: UserOptions) {
    this.endpoint = endpoint;
    this.#client = client;
    this.#tenant = tenant;
    this.#bot = tenant.bot ?? { id: `28:${randomUUID()}`, name: 'Kaizala Bridge' };
    this.member = { id: `29:1${randomBytes(32).toString('base64url')}`, name, aadObjectId: randomUUID() };
    this.conversation = new Conversation(`a:1${randomBytes(32).toString('base64url')}`);
    this.room = new SingleRoom(this.conversation, [this.member]);
  }

  /** Adds the app, which Teams tells the bot twice, at the same time. */
  installs(): Promise<SendAnswer[]> {
    this.room.isClosed = false;
    return Promise.all(installed(this.#bot).map((fields) => this.#sends(fields)));
  }

  /** Takes the app away: from then on the connector refuses the bot with 403. */
  uninstalls(): Promise<SendAnswer> {
    this.room.isClosed = true;
    return this.#sends(uninstalled());
  }

  says(text: string, overrides: Overrides = {}): Promise<SendAnswer> {
    return this.#writes(text, (said) => ({ ...spoken(said), attachments: textAttachments(said) }), overrides);
  }

  /** Sends one message with all the files, in order. */
  shares(files: readonly SharedFile[], text = '', overrides: Overrides = {}): Promise<SendAnswer> {
    return this.attaches((said) => fileAttachments(files, said), text, overrides);
  }

  /** Sends one message with images pasted into it. */
  pastes(
    images: readonly KeptAttachment[],
    text = '',
    { overrides = {}, ...options }: PasteOptions & { readonly overrides?: Overrides } = {},
  ): Promise<SendAnswer> {
    const html = images.map(imageTag).join('');
    const attachments = (said: string) => [
      ...imageAttachments(images, options),
      htmlAttachment((said === '' ? '' : htmlParagraph(said)) + html),
    ];
    return this.attaches(attachments, text, overrides);
  }

  /** Sends one message with exactly these attachments. */
  attaches(
    attachments: Attachments | ((text: string) => Attachments),
    text = '',
    overrides: Overrides = {},
  ): Promise<SendAnswer> {
    const attached = typeof attachments === 'function' ? attachments : () => attachments;
    const writing = (said: string) => ({
      ...(said === '' ? {} : spoken(said)),
      attachments: attached(said),
    });
    return this.#writes(text, writing, overrides);
  }

  /** Gives a message that was sent before another text. */
  edits(message: Activity, text: string): Promise<SendAnswer> {
    const writing = this.#writings.get(message) ?? spoken;
    return this.#delivers(editedActivity(message, writing(text)));
  }

  /** Deletes a message that was sent before. */
  deletes(message: Activity): Promise<SendAnswer> {
    return this.#delivers(deletedActivity(message));
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
  resends(activity: Activity): Promise<SendAnswer> {
    return deliver(this.endpoint, activity, this.#tenant);
  }

  /** Sends a body that need not be an activity, nor JSON. */
  async raw(body: string): Promise<BotAnswer> {
    return postToBot(this.endpoint, body, await this.#tenant.authorize?.(this.#tenant.serviceUrl));
  }

  #writes(text: string, writing: Writing, overrides: Overrides): Promise<SendAnswer> {
    const activity = this.#enveloped({ type: 'message', ...writing(text), ...overrides });
    this.#writings.set(activity, writing);
    return this.#delivers(activity);
  }

  #sends(fields: Overrides & { type: string }): Promise<SendAnswer> {
    return this.#delivers(this.#enveloped(fields));
  }

  #enveloped(fields: Overrides & { type: string }): Activity {
    const { tenantId } = this.#tenant;
    const conversation = { conversationType: 'personal', tenantId, id: this.conversation.id };
    return inEnvelope({
      tenant: this.#tenant,
      from: this.member,
      bot: this.#bot,
      fields: { conversation, ...fields },
    });
  }

  #delivers(activity: Activity): Promise<SendAnswer> {
    this.conversation.said(activity.id ?? '', activity);
    return this.resends(activity);
  }
}

function spoken(text: string): Overrides {
  return { text, textFormat: 'plain' };
}
