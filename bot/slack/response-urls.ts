import { retryAfterMs } from '../../services/retry-after.ts';
import { callSignal } from '../connector/call-signal.ts';
import { ChatAnswerError } from '../connector/chat-answer-error.ts';

const SLACKS = 'https://hooks.slack.com';
/** How long Slack may take for an answer, in milliseconds. */
const ANSWER_TAKES_MS = 10_000;

/** Answers through the urls that come with commands and presses: five times each, within half an hour. */
export class ResponseUrls {
  readonly #origins: ReadonlySet<string>;

  /** @param apiUrl of the Web API; a stand-in has both at one origin */
  constructor(apiUrl: string) {
    this.#origins = new Set([SLACKS, new URL(apiUrl).origin]);
  }

  /** Whether the url is Slack's own, and nobody else is called by it. */
  isKnown(url: string): boolean {
    return URL.canParse(url) && this.#origins.has(new URL(url).origin);
  }

  /**
   * @param url one that is known
   * @throws ChatAnswerError if Slack does not take it: 404 for one that is used up or expired
   */
  async post(url: string, body: object): Promise<void> {
    if (!this.isKnown(url)) throw new ChatAnswerError(404, 'no url of Slack');
    const timeout = AbortSignal.timeout(ANSWER_TAKES_MS);
    const called = callSignal();
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: called ? AbortSignal.any([called, timeout]) : timeout,
    });
    const text = await response.text();
    if (!response.ok) {
      const patience = response.headers.get('retry-after');
      throw new ChatAnswerError(
        response.status,
        'response_url',
        patience === null ? undefined : retryAfterMs(patience, Date.now()),
      );
    }
    // Some refusals come with 200, as everywhere at Slack.
    if (/"ok"\s*:\s*false/.test(text)) throw new ChatAnswerError(404, 'response_url');
  }
}
