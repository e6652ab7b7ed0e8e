import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Connector } from './connector/connector.ts';
import type { ConnectorFault, FaultyCall } from './connector/connector-fault.ts';
import type { FileSource } from './files/file-content.ts';
import { FileHost, type ServedFile, type ServeOptions } from './files/file-host.ts';
import { TeamsUser, type UserOptions } from './user/teams-user.ts';

export interface TeamsEmulatorOptions {
  /** Any free port if absent. */
  readonly port?: number;
}

/** A Teams tenant with one OneDrive, on loopback. */
export interface TeamsEmulator {
  /** `host:port` that files come from, as the bot's `FILE_HOSTS` wants it. */
  readonly host: string;
  /** Opens a personal chat between a new person and the bot. */
  createUser(options: UserOptions): TeamsUser;
  /** Lays a file on the person's OneDrive. Rejects if a `path` can't be read. */
  serveFile(source: FileSource, options: ServeOptions): Promise<ServedFile>;
  /** Makes the next `times` calls of the bot fail (1 if absent, `Infinity` for all). */
  failNext(call: FaultyCall, fault: ConnectorFault, times?: number): void;
  /** Takes back all that `failNext` has planned. */
  clearFaults(): void;
  /** How many calls of the bot each kind of fault has struck so far. */
  readonly struckFaults: ReadonlyMap<ConnectorFault['kind'], number>;
  close(): Promise<void>;
}

const TENANT_ID = '0a0a0a0a-1111-4111-8111-0a0a0a0a0a0a';
const SERVICE_PATH = `/amer/${TENANT_ID}/`;

/** Starts the stand-in for Teams: the Bot Framework connector and a file host, on one loopback port. */
export async function startTeamsEmulator({ port = 0 }: TeamsEmulatorOptions = {}): Promise<TeamsEmulator> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const host = `127.0.0.1:${address.port}`;
  const origin = `http://${host}`;
  const connector = new Connector();
  const files = new FileHost(origin);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', origin);
    const prefix = `${SERVICE_PATH}v3/conversations/`;
    if (!pathname.startsWith(prefix)) return files.answer(request, response);
    const path = pathname.slice(prefix.length).split('/').map(decodeURIComponent);
    const reply = await connector.take(request, path);
    if (reply === undefined) return;
    response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...reply.headers });
    response.end(JSON.stringify(reply.body));
  };
  server.on('request', (request, response) => {
    // The other end has hung up, or sent what no client would: nobody is left to be told.
    answer(request, response).catch(() => response.destroy());
  });

  return {
    host,
    createUser(options) {
      const user = new TeamsUser({ serviceUrl: origin + SERVICE_PATH, tenantId: TENANT_ID }, options);
      connector.open(user.conversation, user.member);
      return user;
    },
    serveFile: (source, options) => files.serve(source, options),
    failNext: (call, fault, times = 1) => connector.faults.add(call, fault, times),
    clearFaults: () => connector.faults.clear(),
    struckFaults: connector.faults.struck,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
