import { parseJson } from '../parse-json.ts';
import type { Connector } from './connector.ts';
import { KaizalaNoAnswerError } from './errors.ts';
import type { HttpAnswer, HttpRequest } from './http-exchange.ts';
import { mapError } from './map-error.ts';
import { type AccessTokenAnswer, parseAccessToken } from './parse/access-token.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LONGEST_MARGIN_MS = 5 * 60 * 1000;
/** Of a token that lives shorter than the contract says, at most this part is given away as margin. */
const MARGIN_PART = 0.1;

export interface AccessTokensOptions {
  readonly apiRoot: URL;
  readonly applicationId: string;
  readonly applicationSecret: string;
  readonly connector: Connector;
  readonly now: () => number;
  readonly send: (request: HttpRequest) => Promise<HttpAnswer>;
}

/** The connector's access token: fetched when first needed, shared by all calls, renewed before it expires. */
export class AccessTokens {
  readonly #options: AccessTokensOptions;
  #current: { readonly value: string; readonly renewAtMs: number } | undefined;
  #pending: Promise<string> | undefined;

  constructor(options: AccessTokensOptions) {
    this.#options = options;
  }

  /** A token that should be good for now. Concurrent callers share one request; a failure is not kept. */
  async get(): Promise<string> {
    if (this.#current && this.#options.now() < this.#current.renewAtMs) return this.#current.value;
    this.#pending ??= this.#fetch().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** Tells that Kaizala took this token for stale. Does nothing if it has been replaced already. */
  discard(staleToken: string): void {
    if (this.#current?.value === staleToken) this.#current = undefined;
  }

  async #fetch(): Promise<string> {
    const { connector, now } = this.#options;
    await connector.load();
    // A refresh token that could not be saved the last time has to be safe before it is used.
    await connector.save();
    const answer = await this.#ask();
    if (answer.refreshToken) {
      connector.rotate(answer.refreshToken);
      await connector.save();
    }
    if (answer.endpointUrl) {
      const endpoint = connector.trusted(answer.endpointUrl);
      if (!endpoint) {
        throw new KaizalaNoAnswerError(
          "Kaizala names an endpoint that the bot doesn't trust with its credentials. Check KAIZALA_API_ROOT.",
          false,
        );
      }
      connector.announceEndpoint(endpoint);
      await connector.save();
    }
    this.#current = { value: answer.accessToken, renewAtMs: renewAt(answer.expiresAtMs, now()) };
    return answer.accessToken;
  }

  async #ask(): Promise<AccessTokenAnswer> {
    const { connector, now } = this.#options;
    for (;;) {
      const credentials = this.#credentials();
      const answer = await this.#options.send({
        method: 'GET',
        url: new URL('v1/accessToken', this.#options.apiRoot),
        headers: credentials,
      });
      const fault = mapError(answer, {
        subject: 'accessToken',
        changesNothing: true,
        secrets: [credentials.applicationSecret, credentials.refreshToken],
        nowMs: now(),
      });
      if (!fault) return usable(answer);
      // Another instance of the bot may have been given a new refresh token, which revoked this one.
      const isRefused = fault.error.recovery.action === 'giveUp';
      if (!isRefused || !(await connector.adoptStoredToken())) throw fault.error;
    }
  }

  #credentials() {
    const { applicationId, applicationSecret, connector } = this.#options;
    return { applicationId, applicationSecret, refreshToken: connector.refreshToken };
  }
}

function usable(answer: HttpAnswer): AccessTokenAnswer {
  const parsed = parseAccessToken(parseJson(answer.text));
  if (parsed) return parsed;
  throw new KaizalaNoAnswerError(
    'What answers in place of Kaizala gives no access token. Check KAIZALA_API_ROOT.',
    false,
  );
}

/** An expiry that is missing, or past because the clocks disagree, counts as the contract's 24 hours. */
function renewAt(expiresAtMs: number | undefined, nowMs: number): number {
  const lifeMs = expiresAtMs !== undefined && expiresAtMs > nowMs ? expiresAtMs - nowMs : DAY_MS;
  return nowMs + lifeMs - Math.min(LONGEST_MARGIN_MS, lifeMs * MARGIN_PART);
}
