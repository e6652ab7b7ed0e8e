import type { Activity } from '../activity.ts';
import type { KeptAttachment } from '../connector/attachment-store.ts';
import type { Conversation } from '../connector/conversation.ts';
import type { GraphAttachment } from '../graph/graph-message.ts';
import { newActivityId } from '../new-activity-id.ts';
import { deletedActivity, editedActivity } from '../user/changed-activity.ts';
import { inEnvelope, type Overrides } from '../user/envelope.ts';
import type { SharedFile } from '../user/file-attachments.ts';
import { type BotAnswer, deliver, type SendAnswer } from '../user/post-to-bot.ts';
import { submittedActivity } from '../user/submitted-activity.ts';
import type { Draft, WritingOptions } from './draft.ts';
import type { Person } from './person.ts';
import type { Scene } from './scene.ts';
import { writeMessage } from './write-message.ts';

/** A message as it was written, and where. */
export interface WrittenMessage {
  readonly id: string;
  readonly activity: Activity;
  /** The chat, or the thread of the channel. */
  readonly conversation: Conversation;
  /** Absent if the message did not reach the bot, which was not mentioned and may not read everything. */
  readonly answer: BotAnswer | undefined;
}

/** A person in a channel or a group chat. Each method resolves when the bot has answered, if it was told. */
export class GroupMember {
  readonly person: Person;
  readonly #scene: Scene;
  readonly #drafts = new WeakMap<Activity, Draft>();

  constructor(person: Person, scene: Scene) {
    this.person = person;
    this.#scene = scene;
  }

  says(text: string, options: WritingOptions = {}): Promise<WrittenMessage> {
    return this.writes({ ...options, text });
  }

  /** Writes one message with all the files, in order. */
  shares(files: readonly SharedFile[], text = '', options: WritingOptions = {}): Promise<WrittenMessage> {
    return this.writes({ ...options, text, files });
  }

  /** Writes one message with images pasted into it. */
  pastes(
    images: readonly KeptAttachment[],
    text = '',
    options: WritingOptions = {},
  ): Promise<WrittenMessage> {
    return this.writes({ ...options, text, images });
  }

  async writes(draft: Draft): Promise<WrittenMessage> {
    const { bot, graphPlace } = this.#scene;
    const id = newActivityId();
    const rootId = this.#scene.rootOf(id, draft.inReplyTo);
    const { html, fields } = writeMessage(draft, bot);
    graphPlace.keep({
      id,
      ...(rootId !== undefined && rootId !== id && { rootId }),
      from: this.person,
      html,
      attachments: [...this.#references(draft.files ?? []), ...(draft.graphAttachments ?? [])],
      images: draft.images ?? [],
    });
    const activity = this.#enveloped(rootId, { type: 'message', id, ...fields, ...draft.overrides });
    this.#drafts.set(activity, draft);
    return this.#tells(activity, draft, rootId);
  }

  /** Gives a message of this person another text. */
  edits({ activity }: Pick<WrittenMessage, 'activity'>, text: string): Promise<WrittenMessage> {
    const draft = { ...this.#draftOf(activity), text };
    const { html, fields } = writeMessage(draft, this.#scene.bot);
    const id = activity.id ?? '';
    this.#scene.graphPlace.change(id, { html });
    const edited = editedActivity(activity, { text: undefined, ...fields });
    this.#drafts.set(edited, draft);
    return this.#tells(edited, draft, this.#scene.rootOf(id, draft.inReplyTo));
  }

  /** Deletes a message of this person. */
  deletes({ activity }: Pick<WrittenMessage, 'activity'>): Promise<WrittenMessage> {
    const draft = this.#draftOf(activity);
    const id = activity.id ?? '';
    this.#scene.graphPlace.change(id, { isDeleted: true });
    return this.#tells(deletedActivity(activity), draft, this.#scene.rootOf(id, draft.inReplyTo));
  }

  /** Presses a button on a card. For an Action.Execute the answer's body is what the bot said to it. */
  submits(
    message: Activity,
    title: string,
    inputs: Readonly<Record<string, string>> = {},
    overrides: Overrides = {},
  ): Promise<SendAnswer> {
    const rootId = this.#scene.threadOf(message.id ?? '');
    const fields = { ...submittedActivity(message, title, inputs), ...overrides };
    const activity = this.#enveloped(rootId, fields);
    this.#scene.conversationOf(rootId).said(activity.id ?? '', activity);
    return this.resends(activity);
  }

  /** Sends exactly this activity, such as one that has been sent before. */
  resends(activity: Activity): Promise<SendAnswer> {
    return deliver(this.#scene.endpoint, activity, this.#scene.tenant);
  }

  async #tells(activity: Activity, { mention }: Draft, rootId: string | undefined): Promise<WrittenMessage> {
    const id = activity.id ?? '';
    const conversation = this.#scene.conversationOf(rootId);
    conversation.said(id, activity);
    const reaches = this.#scene.hasConsent || mention !== 'none';
    return { id, activity, conversation, answer: reaches ? await this.resends(activity) : undefined };
  }

  #enveloped(rootId: string | undefined, fields: Overrides & { type: string }): Activity {
    const { tenant, bot } = this.#scene;
    return inEnvelope({
      tenant,
      from: this.person,
      bot,
      fields: { ...this.#scene.fieldsOf(rootId), ...fields },
    });
  }

  #references(files: readonly SharedFile[]): GraphAttachment[] {
    return files.map((file) => ({
      id: file.uniqueId.toLowerCase(),
      contentType: 'reference',
      contentUrl: this.#scene.placeFile(file),
      content: null,
      name: file.name,
    }));
  }

  #draftOf(activity: Activity): Draft {
    const draft = this.#drafts.get(activity);
    if (draft === undefined) throw new Error('This person has not written that message here.');
    return draft;
  }
}
