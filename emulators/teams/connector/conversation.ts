import { EventEmitter } from 'node:events';
import { waitUntilSeen } from '../../wait-until-seen.ts';
import type { Activity } from '../activity.ts';
import type { ConversationEvent } from './conversation-event.ts';
import { renderTranscript } from './render-transcript.ts';

/** A message of the bot as the chat shows it now, and every earlier version of it, oldest first. */
export interface ChatMessage {
  readonly id: string;
  readonly activity: Activity;
  readonly history: readonly Activity[];
}

export interface WaitOptions {
  /** 10 seconds if absent. */
  readonly timeoutMs?: number;
}

/** One chat as Teams keeps it: what each side sent, and what stands there now. */
export class Conversation {
  readonly id: string;
  readonly events: ConversationEvent[] = [];
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #messages: ChatMessage[] = [];

  constructor(id: string) {
    this.id = id;
  }

  /** The bot's messages that stand in the chat, oldest first; typing signs are only in `events`. */
  get messages(): readonly ChatMessage[] {
    return this.#messages;
  }

  /** Everything so far as text, for a person who wonders why a wait failed. */
  get transcript(): string {
    return renderTranscript(this.events);
  }

  /** Calls `listener` after each event; returns what stops that. */
  onEvent(listener: (event: ConversationEvent) => void): () => void {
    this.#changes.on('event', listener);
    return () => this.#changes.off('event', listener);
  }

  /**
   * Resolves with the first truthy value that `look` gives, now or after a later event. Rejects after the
   * time-out with the transcript in the message.
   */
  waitFor<T>(
    look: (conversation: Conversation) => T | undefined | null | false,
    { timeoutMs = 10_000 }: WaitOptions = {},
  ): Promise<T> {
    const watched = { changes: this.#changes, transcript: () => this.transcript };
    return waitUntilSeen(watched, () => look(this), timeoutMs);
  }

  /** Records what the person sent. */
  said(id: string, activity: Activity): void {
    this.#record('said', id, activity);
  }

  /** Records a new activity of the bot. */
  sent(id: string, activity: Activity): void {
    if (activity.type === 'message') this.#messages.push({ id, activity, history: [] });
    this.#record('sent', id, activity);
  }

  /** Replaces a message of the bot; false if the bot has no message with that id here. */
  updated(id: string, activity: Activity): boolean {
    const index = this.#messages.findIndex((message) => message.id === id);
    const before = this.#messages[index];
    if (before === undefined) return false;
    this.#messages[index] = { id, activity, history: [...before.history, before.activity] };
    this.#record('updated', id, activity);
    return true;
  }

  /** Takes a message of the bot away; false if the bot has no message with that id here. */
  deleted(id: string): boolean {
    const before = this.#messages.find((message) => message.id === id);
    if (before === undefined) return false;
    this.#messages = this.#messages.filter((message) => message !== before);
    this.#record('deleted', id, before.activity);
    return true;
  }

  #record(kind: ConversationEvent['kind'], id: string, activity: Activity): void {
    const event: ConversationEvent = { kind, at: new Date(), id, activity };
    this.events.push(event);
    this.#changes.emit('event', event);
  }
}
