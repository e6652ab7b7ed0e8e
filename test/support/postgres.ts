import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import pg from 'pg';

const OLDEST_VERSION = 15;
const USER = 'bridge';

/** Who runs the server: PostgreSQL refuses to be root. */
type Account = { readonly uid: number; readonly gid: number } | undefined;

const bin = findBinaries();
const account = findAccount();

/** Why no PostgreSQL can be started here; undefined if one can. */
export const NO_POSTGRES: string | undefined = bin.reason ?? account.reason;

interface Cluster {
  readonly folder: string;
  readonly port: number;
  readonly server: ChildProcess;
}

let cluster: Promise<Cluster> | undefined;
let databases = 0;

/** The url of a new database on the server of this process, which is started if it isn't running. */
export async function newPostgresUrl(): Promise<string> {
  cluster ??= startCluster();
  const { port } = await cluster;
  const name = `bridge_${++databases}`;
  const client = new pg.Client({ connectionString: urlOf(port, 'postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return urlOf(port, name);
}

/** Stops the server, if it runs, and removes all that it kept. The next url starts another. */
export async function stopPostgres(): Promise<void> {
  const running = await cluster;
  cluster = undefined;
  if (!running) return;
  const closed = once(running.server, 'close');
  // A fast shutdown: it hangs up on its clients.
  running.server.kill('SIGINT');
  await closed;
  await rm(running.folder, { recursive: true, force: true });
}

function urlOf(port: number, database: string): string {
  return `postgres://${USER}@127.0.0.1:${port}/${database}`;
}

async function startCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'bridge-postgres-'));
  if (account.found) await chown(folder, account.found.uid, account.found.gid);
  const data = join(folder, 'data');
  const initdb = launch('initdb', folder, [
    ...['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
  ]);
  await succeeds(initdb);
  const port = await freePort();
  const settings = [
    ...['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'fsync=off'],
    ...['synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=16MB'],
  ];
  const server = launch('postgres', folder, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]);
  await isReady(server);
  const killServer = () => server.kill('SIGQUIT');
  process.once('exit', killServer);
  server.once('close', () => process.off('exit', killServer));
  return { folder, port, server };
}

function launch(program: string, cwd: string, parameters: readonly string[]): ChildProcess {
  return spawn(join(bin.folder, program), parameters, {
    cwd,
    env: { LC_ALL: 'C', PATH: bin.folder },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...account.found,
  });
}

async function succeeds(child: ChildProcess): Promise<void> {
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${complaint}`);
}

/** The server says so on its error output, which is read on so that it never blocks. */
function isReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    server.once('error', reject);
    server.once('close', () => reject(new Error(`PostgreSQL ended:\n${said.join('\n')}`)));
    if (!server.stderr) return reject(new Error('PostgreSQL has no error output.'));
    createInterface(server.stderr).on('line', (line) => {
      said.push(line);
      if (line.includes('ready to accept connections')) resolve();
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await promisify(server.close).call(server);
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

function findBinaries(): { readonly folder: string; readonly reason?: string } {
  const packaged = foldersIn('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`);
  for (const folder of [...packaged, ...(process.env.PATH ?? '').split(delimiter)]) {
    const version = versionOf(join(folder, 'postgres'));
    if (version >= OLDEST_VERSION) return { folder };
  }
  return { folder: '', reason: `no PostgreSQL ${OLDEST_VERSION} or newer is installed` };
}

/** Newest first. */
function foldersIn(path: string): string[] {
  try {
    return readdirSync(path).sort((a, b) => Number(b) - Number(a));
  } catch {
    return [];
  }
}

/** 0 if there is no such program. */
function versionOf(program: string): number {
  try {
    const version = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe' });
    return Number(/\d+/.exec(version)?.[0] ?? 0);
  } catch {
    return 0;
  }
}

function findAccount(): { readonly found?: Account; readonly reason?: string } {
  if (process.getuid?.() !== 0) return {};
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { found: { uid: Number(uid), gid: Number(gid) } };
  }
  return { reason: 'PostgreSQL refuses to run as root, and there is no account to run it as' };
}
