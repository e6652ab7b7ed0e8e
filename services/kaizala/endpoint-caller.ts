import { abortable } from '../abortable.ts';
import { parseJson } from '../parse-json.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { CallBudget, CallRequest } from './call-budget.ts';
import type { Connector } from './connector.ts';
import { KaizalaNoAnswerError } from './errors.ts';
import type { HttpAnswer, HttpRequest } from './http-exchange.ts';
import { type AnswerFault, type CallContext, mapError } from './map-error.ts';
import { movedEndpoint } from './moved-endpoint.ts';

const MOST_MOVES = 5;

/** Where a call goes, with the headers that every call carries. */
export type Target = Pick<HttpRequest, 'method' | 'url' | 'headers'>;

/** One call to the endpoint, without what the caller adds to every call. */
export interface EndpointCall<T> {
  readonly method: HttpRequest['method'];
  /** Below the endpoint, without a leading slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly subject: CallContext['subject'];
  /** Called before each attempt is sent; if it rejects, the call fails with that. */
  readonly onSending?: (() => Promise<void>) | undefined;
  /** Sends one attempt; called again, with nothing left over from the last time, after a 401 or a 308. */
  send(target: Target): Promise<HttpAnswer>;
  /** Takes what is wanted from the answer's JSON; undefined if it is not there. */
  parse(body: unknown, answer: HttpAnswer): T | undefined;
}

/**
 * Makes calls with the connector's access token at its endpoint. Repeats a call only after an answer that says
 * it was not carried out: once with a new token if Kaizala takes the old one for stale, and wherever a 308
 * sends it.
 */
export class EndpointCaller {
  readonly #connector: Connector;
  readonly #tokens: AccessTokens;
  readonly #budget: CallBudget;
  readonly #now: () => number;

  constructor(connector: Connector, tokens: AccessTokens, budget: CallBudget, now: () => number) {
    this.#connector = connector;
    this.#tokens = tokens;
    this.#budget = budget;
    this.#now = now;
  }

  /** Waits for its turn in the connector's budget before each attempt, by the rank that `request` gives it. */
  async call<T>(call: EndpointCall<T>, request: CallRequest): Promise<T> {
    const { signal } = request;
    const visited = new Set<string>();
    let isRenewed = false;
    for (;;) {
      await this.#budget.take(request);
      const token = await abortable(this.#tokens.get(), signal);
      const url = urlOf(call, this.#connector.endpoint);
      visited.add(url.href);
      await call.onSending?.();
      const answer = await this.#send(call, url, token);
      const fault = mapError(answer, {
        subject: call.subject,
        changesNothing: call.method === 'GET',
        secrets: [token],
        nowMs: this.#now(),
      });
      if (!fault) return usable(call, answer);
      if (fault.kind === 'staleToken' && !isRenewed) {
        isRenewed = true;
        this.#tokens.discard(token);
      } else if (fault.kind === 'moved') {
        await this.#follow(fault, call, url, visited);
      } else {
        const { recovery } = fault.error;
        if (recovery.action === 'retry' && recovery.throttled) {
          // If the other instances can't be told now, Kaizala will tell them.
          await this.#budget.pause(recovery.afterMs ?? 0).catch(() => {});
        }
        throw fault.error;
      }
    }
  }

  async #send<T>(call: EndpointCall<T>, url: URL, accessToken: string): Promise<HttpAnswer> {
    try {
      const headers = { accessToken, accept: 'application/json' };
      return await call.send({ method: call.method, url, headers });
    } catch (error) {
      if (error instanceof KaizalaNoAnswerError && !error.mayHaveTakenEffect) this.#connector.forgetMove();
      throw error;
    }
  }

  async #follow<T>(
    fault: Extract<AnswerFault, { kind: 'moved' }>,
    call: EndpointCall<T>,
    url: URL,
    visited: ReadonlySet<string>,
  ): Promise<void> {
    const moved = movedEndpoint(fault.location, url, call.path);
    const endpoint = moved && this.#connector.trusted(moved.href);
    if (!endpoint) throw fault.error;
    if (visited.has(urlOf(call, endpoint).href) || visited.size > MOST_MOVES) {
      throw new KaizalaNoAnswerError('Kaizala sends the bot round in circles. Try again later.', false);
    }
    this.#connector.moveEndpoint(endpoint);
    await this.#connector.save();
  }
}

function urlOf<T>(call: EndpointCall<T>, endpoint: URL): URL {
  const url = new URL(call.path, endpoint);
  url.search = new URLSearchParams(call.query).toString();
  return url;
}

function usable<T>(call: EndpointCall<T>, answer: HttpAnswer): T {
  const wanted = call.parse(parseJson(answer.text), answer);
  if (wanted !== undefined) return wanted;
  const message = "Kaizala's answer is not the one that was expected. Try again later.";
  throw new KaizalaNoAnswerError(message, call.method !== 'GET');
}
