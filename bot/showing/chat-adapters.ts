import type { BotAdapter, ConversationReference } from 'botbuilder';
import { ChatAnswerError } from '../connector/chat-answer-error.ts';
import { SLACK_DIRECT } from '../slack/slack-direct.ts';

/** The ways to the chats that are on. */
export class ChatAdapters {
  readonly #azure: BotAdapter;
  readonly #slack: BotAdapter | undefined;

  /** @param slack the way to a Slack app of our own */
  constructor(azure: BotAdapter, slack?: BotAdapter) {
    this.#azure = azure;
    this.#slack = slack;
  }

  /**
   * The way to a conversation.
   * @throws ChatAnswerError if that is to Slack, which has been switched off since
   */
  of({ serviceUrl }: Partial<ConversationReference>): BotAdapter {
    if (serviceUrl !== SLACK_DIRECT) return this.#azure;
    if (!this.#slack) throw new ChatAnswerError(403, 'Slack is off');
    return this.#slack;
  }
}
