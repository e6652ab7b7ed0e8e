import type { ResponseUrls } from './response-urls.ts';
import type { SlackMessages } from './slack-messages.ts';
import { slackWords } from './slack-text.ts';

/** Where a person waits for words. */
export interface Listener {
  readonly teamId: string;
  readonly channelId: string;
  readonly userId: string;
  /** Reaches them also where the bot is no member. */
  readonly responseUrl?: string | undefined;
}

/** Says something to one person alone, outside of any turn. */
export class Whispers {
  readonly #messages: SlackMessages;
  readonly #responseUrls: ResponseUrls;

  constructor(messages: SlackMessages, responseUrls: ResponseUrls) {
    this.#messages = messages;
    this.#responseUrls = responseUrls;
  }

  /** @param text may have names from outside @throws ChatAnswerError if Slack takes it in no way */
  async say({ teamId, channelId, userId, responseUrl }: Listener, text: string): Promise<void> {
    const audience = { userId, ...(responseUrl !== undefined && { responseUrl }) };
    const message = { ...slackWords(text, true), isWords: true };
    await this.#messages.postPrivately(`${teamId}:${channelId}`, audience, message);
  }

  /** The same in a workspace whose token is not known: nothing is said without a url. */
  async sayWithoutToken(responseUrl: string | undefined, text: string): Promise<void> {
    if (responseUrl === undefined) return;
    const { text: fallback, blocks } = slackWords(text, true);
    await this.#responseUrls.post(responseUrl, {
      text: fallback,
      blocks,
      response_type: 'ephemeral',
      replace_original: false,
    });
  }
}
