import type { FileSource } from '../../files/file-content.ts';
import { isGood } from '../app/app-answer.ts';
import type { Delivery } from '../app/app-link.ts';
import { joinedEvent, memberEvent } from '../app/message-events.ts';
import { answerPlace } from '../app/response-urls.ts';
import { tellApp } from '../app/tell-app.ts';
import type { OpenView } from '../app/views.ts';
import type { FileForm } from '../files/file-forms.ts';
import type { SlackFile, UploadOptions } from '../files/slack-file.ts';
import { newTs } from '../new-ts.ts';
import type { Channel, WaitOptions } from '../workspace/channel.ts';
import type { SlackMessage } from '../workspace/message.ts';
import { messageJson } from '../workspace/message-json.ts';
import type { Person } from '../workspace/person.ts';
import { interaction } from './interaction.ts';
import { channelName, MessageHand } from './message-hand.ts';
import { MessageWriter, type Placed, type WriteOptions, type Written } from './message-writer.ts';
import { ModalHand, type Submission } from './modal-hand.ts';
import type { Scene } from './scene.ts';
import { standing } from './standing.ts';

/** Somebody in Slack. Each method resolves when the app has answered, or has not in time. */
export class SlackUser {
  readonly person: Person;
  /** The chat with the bot. */
  readonly direct: Channel;
  readonly #scene: Scene;
  readonly #writer: MessageWriter;
  readonly #messages: MessageHand;
  readonly #modals: ModalHand;

  constructor(person: Person, scene: Scene) {
    this.person = person;
    this.direct = scene.workspace.direct(person);
    this.#scene = scene;
    this.#writer = new MessageWriter(person, scene);
    this.#messages = new MessageHand(person, scene);
    this.#modals = new ModalHand(person, scene);
  }

  get id(): string {
    return this.person.id;
  }

  /** Lays a file there, to be shared. Rejects if a `path` can't be read. */
  upload(source: FileSource, options: UploadOptions): Promise<SlackFile> {
    return this.#scene.files.upload(source, this.person, options);
  }

  says(text: string, options: WriteOptions = {}): Promise<Written> {
    return this.shares([], text, options);
  }

  /** Sends one message with all the files, in order; a form of a file is shown as it is. */
  shares(files: readonly (SlackFile | FileForm)[], text = '', options: WriteOptions = {}): Promise<Written> {
    return this.#writer.write(options.in ?? this.direct, files, text, options);
  }

  /** Gives a message of this person another text. */
  edits(written: Placed, text: string, options: WriteOptions = {}): Promise<readonly Delivery[]> {
    return this.#writer.edit(written, text, options);
  }

  deletes(written: Placed): Promise<readonly Delivery[]> {
    return this.#writer.delete(written);
  }

  /** Deletes one file of a message. */
  deletesFile(written: Placed, { id }: Pick<FileForm, 'id'>): Promise<readonly Delivery[]> {
    return this.#writer.deleteFile(written, id);
  }

  /** Comes into a conversation. */
  joins(channel: Channel): Promise<readonly Delivery[]> {
    return this.#brings(channel, this.id);
  }

  /** Brings the bot into a conversation. */
  invitesBot(channel: Channel): Promise<readonly Delivery[]> {
    return this.#brings(channel, this.#scene.workspace.bot.userId);
  }

  async leaves(channel: Channel): Promise<readonly Delivery[]> {
    const { workspace, app } = this.#scene;
    channel.members.delete(this.id);
    return tellApp(app, workspace, channel, [memberEvent(channel, this.id, 'leave')]);
  }

  /** Runs a slash command; what the app answers at once stands in the conversation afterwards. */
  async runs(command: string, text = '', { in: channel = this.direct }: Pick<WriteOptions, 'in'> = {}) {
    const { workspace, app, triggers, responseUrls } = this.#scene;
    const { team, bot } = workspace;
    const place = { workspace, channel, userId: this.id };
    const delivery = await app.sendCommand({
      token: 'verification-token',
      team_id: team.id,
      team_domain: team.domain,
      channel_id: channel.id,
      channel_name: channelName(channel),
      user_id: this.id,
      user_name: this.person.account,
      command,
      text,
      api_app_id: bot.appId,
      is_enterprise_install: 'false',
      response_url: responseUrls.issue(place),
      trigger_id: triggers.issue(this.id),
    });
    const { answer } = delivery;
    if (isGood(answer) && answer.body !== '') answerPlace(place, readAnswer(answer.body));
    return delivery;
  }

  /** Presses a button below a message, with what is to stand in its inputs. */
  presses(
    channel: Channel,
    message: Pick<SlackMessage, 'ts'>,
    label: string,
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<Delivery> {
    return this.#messages.press(channel, standing({ channel, message }), label, inputs);
  }

  /** Types into an input of a message, or chooses in it; the app is told only of a choice. */
  fills(channel: Channel, message: Pick<SlackMessage, 'ts'>, input: string, given: string) {
    return this.#messages.fill(channel, standing({ channel, message }), input, given);
  }

  /** Takes an entry of the menu of a message. */
  async usesShortcut(
    channel: Channel,
    message: Pick<SlackMessage, 'ts'>,
    callbackId: string,
  ): Promise<Delivery> {
    const { workspace, app, responseUrls } = this.#scene;
    const shown = standing({ channel, message });
    const place = { workspace, channel, userId: this.id, messageTs: shown.ts };
    return app.sendInteraction({
      ...interaction('message_action', this.person, this.#scene),
      callback_id: callbackId,
      action_ts: newTs(),
      message_ts: shown.ts,
      message: messageJson(shown, workspace),
      channel: { id: channel.id, name: channelName(channel) },
      response_url: responseUrls.issue(place),
    });
  }

  /** The modal that is on top; undefined if there is none. */
  get modal(): OpenView | undefined {
    return this.#scene.views.top(this.id);
  }

  /** Waits for a modal that `look` likes: any one, if that is absent. */
  waitForModal(look?: (view: OpenView) => boolean, options?: WaitOptions): Promise<OpenView> {
    return this.#scene.views.waitFor(this.id, look, options);
  }

  /** Types into inputs of the modal on top, and chooses in them. */
  fillsModal(inputs: Readonly<Record<string, string>>): Promise<void> {
    return this.#modals.fill(inputs);
  }

  /** Types into a menu of the modal that asks the app, and gives what it offers. */
  searches(menu: string, query: string) {
    return this.#modals.suggest(menu, query);
  }

  pressesInModal(label: string): Promise<Delivery> {
    return this.#modals.press(label);
  }

  submitsModal(inputs: Readonly<Record<string, string>> = {}): Promise<Submission> {
    return this.#modals.submit(inputs);
  }

  closesModal({ all = false } = {}): Promise<Delivery | undefined> {
    return this.#modals.close(all);
  }

  #brings(channel: Channel, userId: string): Promise<readonly Delivery[]> {
    const { workspace, app } = this.#scene;
    channel.members.add(userId);
    return tellApp(app, workspace, channel, [
      memberEvent(channel, userId, 'join'),
      joinedEvent(channel, userId, this.id, workspace),
    ]);
  }
}

function readAnswer(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return { text: body };
  }
}
