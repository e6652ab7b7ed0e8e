import {
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
} from '@slack/web-api';
import { plainCause } from '../plain-cause.ts';
import { SlackError } from './slack-error.ts';

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
      throw slackError(error, token);
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

function slackError(error: unknown, token: string): SlackError {
  const cause = plainCause(error, [token]);
  if (error instanceof WebAPIRateLimitedError) {
    const recovery = { action: 'retry', afterMs: error.retryAfter * 1000, throttled: true } as const;
    return new SlackError('ratelimited', 'Slack asks for patience. It is tried again.', recovery, { cause });
  }
  if (error instanceof WebAPIPlatformError) {
    const code = /^\w{1,60}$/.test(error.data.error) ? error.data.error : 'no_answer_of_slack';
    const mayPass = PASSING.has(code);
    const message = `Slack refused it (${code}). ${mayPass ? 'Try again later.' : 'An administrator can check the Slack app and its permissions.'}`;
    return new SlackError(code, message, { action: mayPass ? 'retry' : 'giveUp' }, { cause });
  }
  const status = error instanceof WebAPIHTTPError ? ` (${error.statusCode})` : '';
  const message = `Slack did not answer as it should${status}. Try again later.`;
  return new SlackError(undefined, message, { action: 'retry' }, { cause });
}

/** Answers that may be others a moment later. */
const PASSING: ReadonlySet<string> = new Set([
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'no_answer_of_slack',
]);
