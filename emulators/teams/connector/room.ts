import type { Conversation } from './conversation.ts';
import type { Member } from './roster-answer.ts';

/** A personal chat, a group chat, or a channel with its threads, as the connector finds it. */
export interface Room {
  readonly members: readonly Member[];
  /** The bot has been taken out: it may do nothing here any more. */
  readonly isClosed: boolean;
  /** Where a new message of the bot lands that is sent to this id. */
  place(conversationId: string, activityId: string): Conversation;
  /** Where a message of the bot lies that is changed under this id. */
  find(conversationId: string, activityId: string): Conversation | undefined;
}

/** The room that is one conversation. */
export class SingleRoom implements Room {
  readonly members: readonly Member[];
  readonly conversation: Conversation;
  isClosed = false;

  constructor(conversation: Conversation, members: readonly Member[]) {
    this.conversation = conversation;
    this.members = members;
  }

  place(): Conversation {
    return this.conversation;
  }

  find(): Conversation {
    return this.conversation;
  }
}
