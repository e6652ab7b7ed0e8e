import { EventEmitter } from 'node:events';
import { waitUntilSeen } from '../../wait-until-seen.ts';
import { newTs } from '../new-ts.ts';
import { type MessageVersion, type SlackMessage, textOfMessage } from './message.ts';

/** As events call it: a public channel, a private one, a chat of two, a chat of more. */
export type ChannelType = 'channel' | 'group' | 'im' | 'mpim';

export interface WaitOptions {
  /** 10 seconds if absent. */
  readonly timeoutMs?: number;
}

interface ChannelDetails {
  /** `C…`, or `D…` for a chat of two. */
  readonly id: string;
  readonly type: ChannelType;
  readonly name: string;
  /** The user who made it. */
  readonly creator: string;
  readonly members: readonly string[];
  readonly isExtShared: boolean;
}

/** What has happened to a message. */
export interface ChannelEvent {
  readonly kind: 'posted' | 'updated' | 'deleted';
  readonly at: Date;
  readonly message: SlackMessage;
}

/** A conversation as Slack keeps it. */
export class Channel {
  readonly id: string;
  readonly type: ChannelType;
  readonly name: string;
  readonly creator: string;
  readonly isExtShared: boolean;
  /** User ids, the bot's among them. */
  readonly members: Set<string>;
  /** May be set, as somebody does who closes it. */
  isArchived = false;
  readonly events: ChannelEvent[] = [];
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #messages: SlackMessage[] = [];

  constructor({ id, type, name, creator, members, isExtShared }: ChannelDetails) {
    this.id = id;
    this.type = type;
    this.name = name;
    this.creator = creator;
    this.isExtShared = isExtShared;
    this.members = new Set(members);
  }

  /** All that stands in it now, threads and what one person alone sees too, oldest first. */
  get messages(): readonly SlackMessage[] {
    return this.#messages;
  }

  /** What the bot has written, oldest first. */
  get botMessages(): readonly SlackMessage[] {
    return this.#messages.filter(({ botId }) => botId !== undefined);
  }

  /** Everything so far as text, for a person who wonders why a wait failed. */
  get transcript(): string {
    return this.events.map(lineOf).join('\n') || '  (nothing was said)';
  }

  find(ts: string): SlackMessage | undefined {
    return this.#messages.find((message) => message.ts === ts);
  }

  /** Calls `listener` after each event; returns what stops that. */
  onEvent(listener: (event: ChannelEvent) => void): () => void {
    this.#changes.on('event', listener);
    return () => this.#changes.off('event', listener);
  }

  /**
   * Resolves with the first truthy value that `look` gives, now or after a later event. Rejects after the
   * time-out with the transcript in the message.
   */
  waitFor<T>(
    look: (channel: Channel) => T | undefined | null | false,
    { timeoutMs = 10_000 }: WaitOptions = {},
  ): Promise<T> {
    const watched = { changes: this.#changes, transcript: () => this.transcript };
    return waitUntilSeen(watched, () => look(this), timeoutMs);
  }

  /** Waits until a message of the bot, as it stands now, reads like this, and gives the latest such one. */
  waitForText(pattern: RegExp, options?: WaitOptions): Promise<SlackMessage> {
    return this.waitFor(
      ({ botMessages }) => botMessages.findLast((message) => pattern.test(textOfMessage(message))),
      options,
    );
  }

  /** Waits until a message that was sent before has come to read like this. */
  waitForUpdate(
    { ts }: Pick<SlackMessage, 'ts'>,
    pattern: RegExp,
    options?: WaitOptions,
  ): Promise<SlackMessage> {
    const reads = (message: SlackMessage | undefined) =>
      message && pattern.test(textOfMessage(message)) ? message : undefined;
    return this.waitFor(() => reads(this.find(ts)), options);
  }

  /** Waits for what one person alone is told. */
  waitForEphemeral(userId: string, pattern: RegExp, options?: WaitOptions): Promise<SlackMessage> {
    return this.waitFor(
      ({ messages }) =>
        messages.findLast((message) => message.onlyFor === userId && pattern.test(textOfMessage(message))),
      options,
    );
  }

  /** Adds a message, and gives it as it stands. */
  post(message: Omit<SlackMessage, 'ts' | 'history'>): SlackMessage {
    const posted = { ...message, ts: newTs(), history: [] };
    this.#messages.push(posted);
    this.#record('posted', posted);
    return posted;
  }

  /** Gives a message another content; undefined if it does not stand here. */
  update(ts: string, version: MessageVersion): SlackMessage | undefined {
    const before = this.find(ts);
    if (before === undefined) return undefined;
    const { text, blocks, files } = before;
    const history = [...before.history, { text, blocks, files }];
    const after = { ...before, ...version, editedTs: newTs(), history };
    this.#messages = this.#messages.map((message) => (message === before ? after : message));
    this.#record('updated', after);
    return after;
  }

  /** Takes a message away; undefined if it does not stand here. */
  delete(ts: string): SlackMessage | undefined {
    const before = this.find(ts);
    if (before === undefined) return undefined;
    this.#messages = this.#messages.filter((message) => message !== before);
    this.#record('deleted', before);
    return before;
  }

  #record(kind: ChannelEvent['kind'], message: SlackMessage): void {
    const event: ChannelEvent = { kind, at: new Date(), message };
    this.events.push(event);
    this.#changes.emit('event', event);
  }
}

function lineOf({ kind, at, message }: ChannelEvent): string {
  const { ts, threadTs, userId, onlyFor, files } = message;
  const words = [
    `${at.toISOString().slice(11, 23)} ${userId} ${kind} ${ts}`,
    ...(threadTs === undefined ? [] : [`in ${threadTs}`]),
    ...(onlyFor === undefined ? [] : [`only for ${onlyFor}`]),
    textOfMessage(message).replaceAll('\n', ' | '),
    ...files.map(({ id, name }) => `<${name ?? id}>`),
  ];
  return `  ${words.join(' ')}`;
}
