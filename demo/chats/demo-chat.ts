import type { DemoConversation } from './demo-conversation.ts';

/** Where people talk with the bot. */
export type ConversationKind = 'personal' | 'group' | 'channel';

/** What stands in for Teams or Slack, with people in it. */
export interface DemoChat {
  /** What the bot needs to know of it: variables of its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the bot takes what comes from it. */
  readonly path: string;
  /** Opens a conversation of this kind between people and the bot at this address. */
  enter(kind: ConversationKind, botUrl: string): Entered;
  close(): Promise<void>;
}

/** Where the demo plays. */
export interface Entered {
  readonly conversation: DemoConversation;
  /** As a person would call the place; absent for a personal chat. */
  readonly name?: string;
  /** A channel to be bridged to a group. */
  readonly bridged?: BridgeableChannel;
}

/** A channel in which nobody speaks to the bot but to link it. */
export interface BridgeableChannel extends DemoConversation {
  /** Links it to a group, so that all that is shared there is forwarded without a question. */
  link(group: string): Promise<Linked>;
}

export interface Linked {
  /** What was said to the bot. */
  readonly said: string;
  /** What it replied. */
  readonly reply: readonly string[];
}

/** Who writes everywhere in the demo. */
export const ASHA = 'Asha Rao';
/** Who is there too. */
export const MEI = 'Mei Chen';
export const PLACES = { asking: 'Night shift', bridged: 'Field crew' };
