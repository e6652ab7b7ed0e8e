import { Agent, type Dispatcher } from 'undici';
import { AccessTokens } from './access-tokens.ts';
import { baseUrl } from './base-url.ts';
import { CallBudget } from './call-budget.ts';
import { Connector } from './connector.ts';
import { EndpointCaller } from './endpoint-caller.ts';
import { isTrustedEndpoint } from './endpoint-trust.ts';
import { exchange } from './exchange.ts';
import { HttpKaizalaClient } from './http-kaizala-client.ts';
import type { CallLedger, ConnectorStore, KaizalaClient } from './types.ts';

export interface KaizalaClientOptions {
  /** Where access tokens are fetched; https, or plain http on loopback. */
  readonly apiRoot: URL | string;
  readonly credentials: {
    readonly applicationId: string;
    readonly applicationSecret: string;
    /** The configured one. A newer one that the store holds goes first. */
    readonly refreshToken: string;
  };
  readonly store: ConnectorStore;
  /** Says when calls may be made. */
  readonly ledger: CallLedger;
  /** A call fails after this many milliseconds without progress. Default: a minute, as Kaizala suggests. */
  readonly stallTimeoutMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Carries the requests. Whoever passes one closes it. */
  readonly dispatcher?: Dispatcher;
}

/**
 * A client for one connector. Nothing is sent, and nothing loaded from the store, before the first call.
 * @throws TypeError if secrets must not be sent to `apiRoot`
 */
export function createKaizalaClient({
  apiRoot,
  credentials,
  store,
  ledger,
  stallTimeoutMs = 60_000,
  now = Date.now,
  dispatcher = createDispatcher(stallTimeoutMs),
}: KaizalaClientOptions): KaizalaClient {
  const root = baseUrl(apiRoot);
  if (!isTrustedEndpoint(root, root)) {
    throw new TypeError('The Kaizala API root must be an https url, or plain http on loopback.');
  }
  const { applicationId, applicationSecret, refreshToken } = credentials;
  const connector = new Connector(root, refreshToken, store);
  const budget = new CallBudget(ledger);
  const tokens = new AccessTokens({
    apiRoot: root,
    applicationId,
    applicationSecret,
    connector,
    now,
    // Shared by many callers, so no single one can abort it.
    send: async (request) => {
      await budget.take();
      return exchange(dispatcher, request, { stallTimeoutMs, signal: undefined });
    },
  });
  const caller = new EndpointCaller(connector, tokens, budget, now);
  return new HttpKaizalaClient(caller, (request, signal) =>
    exchange(dispatcher, request, { stallTimeoutMs, signal }),
  );
}

/** One request at a time on a connection, and HTTP/1.1 only: undici then never sends anything twice. */
function createDispatcher(connectTimeoutMs: number): Agent {
  return new Agent({ allowH2: false, pipelining: 1, connect: { timeout: connectTimeoutMs } });
}
