import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { FileSource } from '../files/file-content.ts';
import { AttachmentStore, type KeepOptions, type KeptAttachment } from './connector/attachment-store.ts';
import { CallLog, type ConnectorCall } from './connector/call-log.ts';
import { Connector } from './connector/connector.ts';
import type { ConnectorFault, FaultyCall } from './connector/connector-fault.ts';
import { FileHost, type ServedFile, type ServeOptions } from './files/file-host.ts';
import { Graph } from './graph/graph.ts';
import { GroupChat } from './groups/group-chat.ts';
import { People } from './groups/person.ts';
import { type GroupOptions, Team, type TeamOptions } from './groups/team.ts';
import { answerRequest } from './http/answer-request.ts';
import { type LoggedRequest, RequestLog } from './http/request-log.ts';
import { type Authentication, Issuer } from './issuer/issuer.ts';
import type { Tenant } from './tenant.ts';
import type { SharedFile } from './user/file-attachments.ts';
import { TeamsUser, type UserOptions } from './user/teams-user.ts';

export interface TeamsEmulatorOptions {
  /** Any free port if absent. */
  readonly port?: number;
  /** Signs every activity for this bot, and has the connector refuse calls without its token; absent: neither. */
  readonly authentication?: Authentication;
  /** Whether the connector holds the bot to Teams' limits for each conversation. */
  readonly keepsLimits?: boolean;
}

/** A Teams tenant with its people, their files and Microsoft Graph, on loopback. */
export interface TeamsEmulator {
  /** `host:port` that files come from, as the bot's `FILE_HOSTS` wants it. */
  readonly host: string;
  readonly serviceUrl: string;
  readonly tenantId: string;
  /** Of Microsoft Graph, without its version. */
  readonly graphRoot: string;
  /** Of what hands out the tokens to Graph. */
  readonly loginRoot: string;
  /** Of the Bot Framework's token service, with its metadata. */
  readonly issuerRoot: string;
  readonly graph: Graph;
  readonly issuer: Issuer;
  /** All requests so far, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** Opens a personal chat between a new person and the bot. */
  createUser(options: UserOptions): TeamsUser;
  createTeam(options: TeamOptions): Team;
  createGroupChat(options: GroupOptions): GroupChat;
  /** Lays a file on the person's OneDrive. Rejects if a `path` can't be read. */
  serveFile(source: FileSource, options: ServeOptions): Promise<ServedFile>;
  /** A link to a served file that wants somebody who signs in; Graph finds the file by it. */
  sharingLink(file: Pick<SharedFile, 'contentUrl'>): string;
  /** Lays something at the connector itself, to be pasted or referred to. Rejects if a `path` can't be read. */
  keepAttachment(source: FileSource, options: KeepOptions): Promise<KeptAttachment>;
  /** Makes the next `times` calls of the bot fail (1 if absent, `Infinity` for all). */
  failNext(call: FaultyCall, fault: ConnectorFault, times?: number): void;
  /** Takes back all that `failNext` has planned. */
  clearFaults(): void;
  /** How many calls of the bot each kind of fault has struck so far. */
  readonly struckFaults: ReadonlyMap<ConnectorFault['kind'], number>;
  /** When the bot sent and updated under this conversation id, oldest first. */
  callsIn(conversationId: string): readonly ConnectorCall[];
  close(): Promise<void>;
}

const TENANT_ID = '0a0a0a0a-1111-4111-8111-0a0a0a0a0a0a';
const SERVICE_PATH = `/amer/${TENANT_ID}/`;

/** Starts the stand-in for Teams and what is behind it, on one loopback port. */
export async function startTeamsEmulator(options: TeamsEmulatorOptions = {}): Promise<TeamsEmulator> {
  const { port = 0, authentication, keepsLimits = false } = options;
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const host = `127.0.0.1:${address.port}`;
  const origin = `http://${host}`;
  const serviceUrl = origin + SERVICE_PATH;
  const [graphRoot, loginRoot, issuerRoot] = [`${origin}/graph`, `${origin}/login`, `${origin}/bot`];

  const files = new FileHost(origin);
  const graph = new Graph(`${graphRoot}/v1.0`, TENANT_ID, files);
  const issuer = new Issuer(issuerRoot, serviceUrl, authentication);
  const attachments = new AttachmentStore(`${serviceUrl}v3/attachments/`);
  const calls = new CallLog(keepsLimits);
  const connector = new Connector({ attachments, calls, accepts: (header) => issuer.accepts(header) });
  const requests = new RequestLog();
  server.on(
    'request',
    answerRequest({ servicePath: SERVICE_PATH, connector, graph, issuer, files, requests }),
  );

  const bot = { id: `28:${authentication?.appId ?? randomUUID()}`, name: 'Kaizala Bridge' };
  const tenant: Tenant = {
    serviceUrl,
    tenantId: TENANT_ID,
    bot,
    ...(authentication && {
      authorize: async (serviceurl) => `Bearer ${await issuer.sign({ serviceurl })}`,
    }),
  };
  const people = new People(TENANT_ID);

  return {
    ...{ host, serviceUrl, tenantId: TENANT_ID, graphRoot, loginRoot, issuerRoot, graph, issuer },
    requests: requests.entries,
    createUser(userOptions) {
      const user = new TeamsUser(tenant, userOptions);
      connector.open(user.conversation.id, user.room);
      return user;
    },
    createTeam(teamOptions) {
      const team = new Team(teamOptions, {
        tenant,
        bot,
        members: teamOptions.members.map((participant) => people.find(participant)),
        open(channel) {
          connector.open(channel.id, channel);
          graph.openPlace(channel.graphPlace);
        },
        copyFile: (contentUrl, folder) => files.copy(contentUrl, folder),
      });
      connector.openTeam(team);
      graph.openTeam(team);
      return team;
    },
    createGroupChat(chatOptions) {
      const members = chatOptions.members.map((participant) => people.find(participant));
      const chat = new GroupChat(chatOptions, { tenant, bot, members });
      connector.open(chat.id, chat.room);
      graph.openPlace(chat.graphPlace);
      return chat;
    },
    serveFile: (source, serveOptions) => files.serve(source, serveOptions),
    sharingLink: ({ contentUrl }) => files.sharingLink(contentUrl),
    keepAttachment: (source, keepOptions) => attachments.keep(source, keepOptions),
    failNext: (call, fault, times = 1) => connector.faults.add(call, fault, times),
    clearFaults: () => connector.faults.clear(),
    struckFaults: connector.faults.struck,
    callsIn: (conversationId) => calls.of(conversationId),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
