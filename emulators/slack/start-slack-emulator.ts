import { once } from 'node:events';
import type { ApiFault } from './api/api-fault.ts';
import { AppMethods } from './api/app-methods.ts';
import type { ApiCall } from './api/read-call.ts';
import { WebApi } from './api/web-api.ts';
import { AppLink, type Delivery, type LinkOptions } from './app/app-link.ts';
import { eventEnvelope } from './app/event-envelope.ts';
import { ResponseUrls } from './app/response-urls.ts';
import { SocketServer } from './app/socket-server.ts';
import { Triggers } from './app/triggers.ts';
import { Views } from './app/views.ts';
import { SlackFileHost } from './files/file-host.ts';
import type { SlackFile } from './files/slack-file.ts';
import { answerRequest } from './http/answer-request.ts';
import { listen } from './http/listen.ts';
import { type LoggedRequest, RequestLog } from './http/request-log.ts';
import { newId } from './new-id.ts';
import { OAuth } from './oauth/oauth.ts';
import { SlackUser } from './user/slack-user.ts';
import type { Channel } from './workspace/channel.ts';
import type { PersonOptions } from './workspace/person.ts';
import type { BotUser, Team } from './workspace/team.ts';
import { type ChannelOptions, Workspace } from './workspace/workspace.ts';

export interface SlackEmulatorOptions extends Partial<LinkOptions> {
  readonly botToken?: string;
  /** For Socket Mode. */
  readonly appToken?: string;
  /** Any secret if absent. */
  readonly clientSecret?: string;
  /** The workspace that the app was made in. */
  readonly team?: Team;
  /** Any free port if absent. */
  readonly port?: number;
  /** Whether files come from a host of their own, as they do from Slack. */
  readonly hasFileHost?: boolean;
  /** Whether the Web API holds the bot to Slack's limits. */
  readonly keepsLimits?: boolean;
  /** How long a modal may be opened after what somebody did: 3 s if absent. */
  readonly triggerLifeMs?: number;
}

/** Slack, with one app and the workspaces that have it, on loopback. */
export interface SlackEmulator {
  /** Without a slash at the end. */
  readonly url: string;
  /** The bot's `SLACK_API_URL`; with a slash at the end. */
  readonly apiUrl: string;
  /** `host:port` that files come from, as the bot's `FILE_HOSTS` wants it. */
  readonly fileHost: string;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly team: Team;
  readonly bot: BotUser;
  /** The workspace that the app was made in. */
  readonly workspace: Workspace;
  /** The way to the app: set `endpoint` to where the bot listens. */
  readonly app: AppLink;
  readonly api: WebApi;
  readonly socket: SocketServer;
  readonly oauth: OAuth;
  readonly responseUrls: ResponseUrls;
  /** All requests so far, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** Another workspace that may have the app. */
  addWorkspace(team: Team): Workspace;
  createUser(options: PersonOptions, workspace?: Workspace): SlackUser;
  createChannel(options: ChannelOptions, workspace?: Workspace): Channel;
  /** Tells the app of any event, such as what another app has written. */
  tells(event: Readonly<Record<string, unknown>>): Promise<Delivery>;
  /** Makes the next `times` calls of a method fail (1 if absent, `Infinity` for all). */
  failNext(method: string, fault: ApiFault, times?: number): void;
  /** Takes back all that `failNext` has planned. */
  clearFaults(): void;
  /** The calls of a method so far, oldest first. */
  callsOf(method: string): readonly ApiCall[];
  close(): Promise<void>;
}

const ACME: Team = { id: 'T0ACME0001', name: 'Acme', domain: 'acme' };
const BOT: BotUser = {
  userId: 'U0BOT00001',
  botId: 'B0BOT00001',
  appId: 'A0APP00001',
  name: 'Kaizala Bridge',
};

/** Starts the stand-in for Slack on a loopback port, or on two. */
export async function startSlackEmulator(options: SlackEmulatorOptions = {}): Promise<SlackEmulator> {
  const { signingSecret = 'emulator-signing-secret', botToken = 'xoxb-emulator-1', team = ACME } = options;
  const { appToken = 'xapp-emulator-1', hasFileHost = false, keepsLimits = false } = options;
  const main = await listen(options.port ?? 0);
  const separate = hasFileHost ? await listen(0) : undefined;
  const fileHost = (separate ?? main).host;
  const url = `http://${main.host}`;

  const workspace = new Workspace(team, BOT, botToken);
  const workspaces = [workspace];
  const socket = new SocketServer(BOT.appId);
  const app = new AppLink(socket, { ...options, signingSecret });
  const files = new SlackFileHost(`http://${fileHost}`, (token, file) => maySee(workspaces, token, file));
  const triggers = new Triggers(options.triggerLifeMs ?? 3_000);
  const views = new Views();
  const responseUrls = new ResponseUrls(url);
  const oauth = new OAuth(workspaces, options.clientSecret);
  const appMethods = new AppMethods({ host: main.host, appToken, socket, oauth });
  const api = new WebApi({ app, files, triggers, views, workspaces, appMethods, keepsLimits });
  const requests = new RequestLog();

  const servers = [main.server, ...(separate ? [separate.server] : [])];
  const answer = answerRequest({ api, files, oauth, responseUrls, requests });
  for (const server of servers) server.on('request', answer);
  main.server.on('upgrade', (request, stream, head) => socket.accept(request, stream, head));

  return {
    ...{ url, apiUrl: `${url}/api/`, fileHost, signingSecret, botToken, appToken, team, bot: BOT, workspace },
    ...{ app, api, socket, oauth, responseUrls },
    requests: requests.entries,
    addWorkspace(added) {
      const bot = { ...BOT, userId: newId('U'), botId: newId('B') };
      const another = new Workspace(added, bot, `xoxb-emulator-${added.id}`);
      workspaces.push(another);
      return another;
    },
    createUser(person, home = workspace) {
      const scene = { workspace: home, app, files, triggers, responseUrls, views };
      return new SlackUser(home.createPerson(person), scene);
    },
    createChannel: (channelOptions, home = workspace) => home.createChannel(channelOptions),
    tells: (event) => app.sendEvent(eventEnvelope(workspace, event)),
    failNext: (method, fault, times = 1) => api.faults.add(method, fault, times),
    clearFaults: () => api.faults.clear(),
    callsOf: (method) => api.calls.filter((call) => call.method === method),
    async close() {
      app.close();
      socket.close();
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      }
    },
  };
}

/** A token shows a file if its bot is in a conversation that the file is shared in. */
function maySee(workspaces: readonly Workspace[], token: string | undefined, file: SlackFile): boolean {
  const workspace = workspaces.find(({ tokens }) => tokens.has(token ?? ''));
  if (workspace === undefined || !workspace.scopes.includes('files:read')) return false;
  const { channels, bot } = workspace;
  return [...file.sharedIn].some((id) => channels.get(id)?.members.has(bot.userId));
}
