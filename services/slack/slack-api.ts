import { WebClient } from '@slack/web-api';
import { mapSlackError } from './map-slack-error.ts';
import { webClientOptions } from './web-client-options.ts';

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
    const client = new WebClient(token, webClientOptions(this.#apiUrl));
    if (this.#clients.size >= MOST_CLIENTS) this.#clients.clear();
    this.#clients.set(token, client);
    return client;
  }
}
