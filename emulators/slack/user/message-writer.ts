import { randomUUID } from 'node:crypto';
import type { Delivery } from '../app/app-link.ts';
import {
  changedEvent,
  deletedEvent,
  mentionEvent,
  postedEvent,
  tombstoneEvent,
} from '../app/message-events.ts';
import { tellApp } from '../app/tell-app.ts';
import { escapeEntities } from '../blocks/read-mrkdwn.ts';
import { connectStub, type FileForm, tombstone } from '../files/file-forms.ts';
import { SlackFile } from '../files/slack-file.ts';
import type { Channel } from '../workspace/channel.ts';
import type { SlackMessage } from '../workspace/message.ts';
import type { Person } from '../workspace/person.ts';
import type { Scene } from './scene.ts';
import { standing } from './standing.ts';

export interface WriteOptions {
  /** The chat with the bot if absent. */
  readonly in?: Channel;
  /** A message of the thread that it goes to, or the one that the thread is to hang from. */
  readonly thread?: Pick<SlackMessage, 'ts' | 'threadTs'>;
  /** Whether the text begins with a mention of the bot. */
  readonly mention?: boolean;
  /** Whether the text is Slack's markup already. */
  readonly isMarkup?: boolean;
}

/** Where a message stands. */
export interface Placed {
  readonly channel: Channel;
  readonly message: SlackMessage;
}

/** What somebody wrote, and how the app answered to each event of it. */
export interface Written extends Placed {
  /** The `message`, and in a conversation of several the `app_mention` too. */
  readonly deliveries: readonly Delivery[];
}

/** What somebody writes, changes and takes back. */
export class MessageWriter {
  readonly #person: Person;
  readonly #scene: Scene;

  constructor(person: Person, scene: Scene) {
    this.#person = person;
    this.#scene = scene;
  }

  async write(
    channel: Channel,
    files: readonly (SlackFile | FileForm)[],
    text: string,
    options: WriteOptions,
  ): Promise<Written> {
    const { workspace } = this.#scene;
    const { thread } = options;
    const message = channel.post({
      text: this.#written(text, options),
      blocks: [],
      files: files.map((file) => this.#shown(file, channel)),
      userId: this.#person.id,
      clientMsgId: randomUUID(),
      threadTs: thread && (thread.threadTs ?? thread.ts),
    });
    const isMention = channel.type !== 'im' && message.text.includes(`<@${workspace.bot.userId}>`);
    const events = [
      postedEvent(channel, message, workspace),
      ...(isMention ? [mentionEvent(channel, message, workspace)] : []),
    ].map((event) => ({ ...event, ...this.#strangerFields() }));
    return { channel, message, deliveries: await this.#tell(channel, ...events) };
  }

  edit(placed: Placed, text: string, options: WriteOptions): Promise<readonly Delivery[]> {
    const { files } = standing(placed);
    return this.#change(placed, this.#written(text, options), files);
  }

  /** Deletes one file of a message, which stays with what is left of it. */
  deleteFile(placed: Placed, id: string): Promise<readonly Delivery[]> {
    const { text, files } = standing(placed);
    return this.#change(
      placed,
      text,
      files.map((file) => (file.id === id ? tombstone(id) : file)),
    );
  }

  /** Deletes a message; where a thread hangs from it, Slack keeps its place. */
  delete({ channel, message }: Placed): Promise<readonly Delivery[]> {
    const { workspace } = this.#scene;
    const before = standing({ channel, message });
    const hasThread = channel.messages.some(({ threadTs, ts }) => threadTs === before.ts && ts !== before.ts);
    channel.delete(before.ts);
    return this.#tell(
      channel,
      hasThread ? tombstoneEvent(channel, before, workspace) : deletedEvent(channel, before, workspace),
    );
  }

  #change(placed: Placed, text: string, files: readonly FileForm[]): Promise<readonly Delivery[]> {
    const { channel } = placed;
    const before = standing(placed);
    const after = channel.update(before.ts, { text, blocks: [], files }) ?? before;
    return this.#tell(channel, changedEvent(channel, before, after, this.#scene.workspace));
  }

  #tell(channel: Channel, ...events: readonly Readonly<Record<string, unknown>>[]) {
    return tellApp(this.#scene.app, this.#scene.workspace, channel, events);
  }

  #written(text: string, { mention = false, isMarkup = false }: WriteOptions): string {
    const markup = isMarkup ? text : escapeEntities(text);
    return mention ? `<@${this.#scene.workspace.bot.userId}> ${markup}`.trim() : markup;
  }

  /** The file as the app is shown it: of a stranger's there is only a stub. */
  #shown(file: SlackFile | FileForm, channel: Channel): FileForm {
    if (!(file instanceof SlackFile)) return file;
    file.sharedIn.add(channel.id);
    return this.#isStranger ? connectStub(file.id) : file.form;
  }

  get #isStranger(): boolean {
    return this.#person.team.id !== this.#scene.workspace.team.id;
  }

  #strangerFields() {
    const { id } = this.#person.team;
    return this.#isStranger ? { user_team: id, source_team: id, team: id } : {};
  }
}
