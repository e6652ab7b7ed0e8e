import { LogLevel, WebClient } from '@slack/web-api';
import { mapSlackError } from './map-slack-error.ts';

/** How long Slack may take for an answer, in milliseconds. */
const ANSWER_TAKES_MS = 10_000;
/** Of so many tokens clients are kept. */
const MOST_CLIENTS = 200;

/** Slack's Web API. */
export class SlackApi {
  readonly #apiUrl: string;
  readonly #clients = new Map<string, WebClient>();

  /** @param apiUrl with a slash at the end */
  constructor(apiUrl: string) {
    this.#apiUrl = apiUrl;
  }

  /**
   * Makes one call, once: whoever calls knows whether it may be repeated.
   * @throws SlackError, with whether and when trying again can help
   */
  async call<T>(token: string, make: (client: WebClient) => Promise<T>): Promise<T> {
    try {
      return await make(this.#client(token));
    } catch (error) {
      throw mapSlackError(error, token);
    }
  }

  #client(token: string): WebClient {
    const known = this.#clients.get(token);
    if (known) return known;
    const client = new WebClient(token, {
      slackApiUrl: this.#apiUrl,
      timeout: ANSWER_TAKES_MS,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      // Its warnings hold what was sent.
      logLevel: LogLevel.ERROR,
    });
    if (this.#clients.size >= MOST_CLIENTS) this.#clients.clear();
    this.#clients.set(token, client);
    return client;
  }
}
