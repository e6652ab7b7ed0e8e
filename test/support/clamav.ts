import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const CLAMD = ['/usr/sbin/clamd', '/usr/local/sbin/clamd'].find((path) => existsSync(path));
const CLAMSCAN = ['/usr/bin/clamscan', '/usr/local/bin/clamscan'].find((path) => existsSync(path));

/** Why the tests that need ClamAV can't run; undefined if they can. */
export const NO_CLAMAV =
  CLAMD && CLAMSCAN ? undefined : 'ClamAV is not installed; on Debian: apt-get install clamav clamav-daemon';

/** The harmless file that every scanner finds. In two halves, so that none finds this one. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** ClamAV's real programs with one signature of our own: official ones would have to be downloaded. */
export class ClamAv {
  readonly #folder: string;
  readonly port: number;
  #daemon: ChildProcess | undefined;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.port = port;
  }

  /** Prepares everything; the daemon does not run yet. */
  static async prepare(): Promise<ClamAv> {
    const folder = await mkdtemp(join(tmpdir(), 'bridge-clamav-'));
    const clamav = new ClamAv(folder, await freePort());
    await mkdir(clamav.#database);
    const signature = Buffer.from(EICAR.slice(20)).toString('hex');
    await writeFile(join(clamav.#database, 'test.ndb'), `Test.Eicar:0:*:${signature}\n`);
    await writeFile(
      join(folder, 'clamd.conf'),
      [
        `DatabaseDirectory ${clamav.#database}`,
        `TCPSocket ${clamav.port}`,
        'TCPAddr 127.0.0.1',
        `LocalSocket ${clamav.socket}`,
        'StreamMaxLength 30M',
        'Foreground yes',
        `User ${userInfo().username}`,
      ].join('\n'),
    );
    return clamav;
  }

  get socket(): string {
    return join(this.#folder, 'clamd.socket');
  }

  /** A command that scans what it gets on its standard input. */
  get command(): string {
    return `${CLAMSCAN} --no-summary -d "${this.#database}"`;
  }

  get #database(): string {
    return join(this.#folder, 'signatures');
  }

  /** Resolves once the daemon listens. */
  async start(): Promise<void> {
    const daemon = spawn(CLAMD ?? '', ['-c', join(this.#folder, 'clamd.conf')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#daemon = daemon;
    let output = '';
    const ready = Promise.withResolvers<void>();
    for (const stream of [daemon.stdout, daemon.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (/Self checking/.test(output)) ready.resolve();
      });
    }
    daemon.once('close', () => ready.reject(new Error(`clamd ended:\n${output}`)));
    await ready.promise;
  }

  async stop(): Promise<void> {
    const daemon = this.#daemon;
    if (!daemon || daemon.exitCode !== null || daemon.signalCode !== null) return;
    const closed = once(daemon, 'close');
    daemon.kill('SIGKILL');
    await closed;
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
