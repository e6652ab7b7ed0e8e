import { createServer } from 'node:http';
import type { Kaizala } from './api/call.ts';
import { CallLimit } from './api/call-limit.ts';
import { type Credentials, EMULATOR_CREDENTIALS } from './credentials.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { handleRequest } from './http/handle-request.ts';
import { listen } from './http/listen.ts';
import { type RecordedRequest, RequestLog } from './http/request-log.ts';
import { type MemberPost, memberPostSchema, postAs } from './operations/post-as.ts';
import type { EmulatorState } from './state/emulator-state.ts';
import { openState } from './state/open-state.ts';
import type { Group, Post } from './state/state-record.ts';
import { currentRefreshToken } from './tokens/refresh-tokens.ts';
import { type PostView, postView } from './web/post-view.ts';

export interface KaizalaEmulatorOptions {
  /** Where posts, media and tokens are kept. Created if missing; of one running emulator at a time. */
  readonly dataDir: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default {@link EMULATOR_CREDENTIALS}. The refresh token only counts on a fresh folder. */
  readonly credentials?: Credentials;
  /** Default 24 hours. */
  readonly accessTokenLifetimeSeconds?: number;
  /** Default 100, as Kaizala has it. `Infinity` lifts the limit. */
  readonly callsPerMinute?: number;
  /** Kaizala's clock, in epoch milliseconds: its times, its `Date` headers, tokens and limits go by it. */
  readonly now?: () => number;
}

export interface KaizalaEmulator {
  /** The API root, and the address of the page. No slash at the end. */
  readonly url: string;
  /** What a connector can prove itself with now: the refresh token is the newest. */
  readonly credentials: Credentials;
  /** The groups that the connector's token reaches. */
  readonly groups: readonly Group[];
  /** A group that exists but that the token doesn't reach. */
  readonly hiddenGroup: Group;
  readonly faults: FaultPlan;
  /** The API calls so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** What the groups hold, oldest first. */
  posts(): readonly PostView[];
  /** Posts as a member of the group, with Kaizala's own app. Throws for a group that doesn't exist. */
  postAs(content: MemberPost): PostView;
  /** Calls `listener` whenever a post has taken effect, before anybody is answered; returns what stops that. */
  onPost(listener: (post: PostView) => void): () => void;
  /** Closes all connections, and returns when nothing is written to the folder any more. May be called again. */
  close(): Promise<void>;
}

/** Starts an emulator on a folder, with what an earlier one left there. Throws if the port is taken. */
export async function startKaizalaEmulator(options: KaizalaEmulatorOptions): Promise<KaizalaEmulator> {
  const { dataDir, host = '127.0.0.1', credentials = EMULATOR_CREDENTIALS, now = Date.now } = options;
  // No limit on a request's duration: a large upload over a slow line is legitimate.
  const server = createServer({ requestTimeout: 0 });
  // The port first: while another emulator has it, the folder is likely that one's too.
  const port = await listen(server, host, options.port ?? 0);
  let state: EmulatorState;
  try {
    state = openState(dataDir, credentials, now);
  } catch (error) {
    server.close();
    throw error;
  }
  const kaizala: Kaizala = {
    state,
    dataDir,
    credentials,
    callLimit: new CallLimit(options.callsPerMinute ?? 100, now),
    accessTokenLifetimeSeconds: options.accessTokenLifetimeSeconds ?? 86_400,
    now,
    pendingPins: new Set(),
  };
  const faults = new FaultPlan();
  const requests = new RequestLog();
  const underWay = new Set<Promise<void>>();
  server.on('request', (request, response) => {
    response.sendDate = false;
    response.setHeader('Date', new Date(now()).toUTCString());
    const handling = handleRequest({ kaizala, faults, requests }, request, response)
      .catch((error: unknown) => {
        console.error('The emulator failed:', error);
        response.socket?.destroy();
      })
      .finally(() => underWay.delete(handling));
    underWay.add(handling);
  });
  const groups = [...state.groups.values()];
  const hiddenGroup = groups.find(({ visible }) => !visible);
  if (hiddenGroup === undefined) throw new Error('No group is hidden');
  let closing: Promise<void> | undefined;
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await Promise.all(underWay);
    state.close();
  };
  return {
    url: `http://${urlHost(host)}:${port}`,
    get credentials() {
      return { ...credentials, refreshToken: currentRefreshToken(state) };
    },
    groups: groups.filter(({ visible }) => visible),
    hiddenGroup,
    faults,
    requests: requests.entries,
    posts: () => state.posts.map((post) => postView(state, post)),
    postAs: (content) => postView(state, postAs(kaizala, memberPostSchema.parse(content))),
    onPost(listener) {
      const listen = (post: Post) => listener(postView(state, post));
      state.events.on('post', listen);
      return () => state.events.off('post', listen);
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** A host that a client can connect to: the wildcard addresses only mean something to a server. */
function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
