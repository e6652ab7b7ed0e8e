import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The account that Azurite always has. Its key is no secret: it stands in Azurite's manual. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const PROGRAM = fileURLToPath(import.meta.resolve('azurite/dist/src/blob/main.js'));

/** Microsoft's emulator of Azure Blob Storage, as a process of its own that keeps everything in memory. */
export class Azurite {
  readonly #server: ChildProcess;
  readonly url: string;

  private constructor(server: ChildProcess, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** Starts it on a free port; rejects with its output if it ends instead. */
  static async start(): Promise<Azurite> {
    const server = spawn(
      process.execPath,
      [
        PROGRAM,
        ...['--inMemoryPersistence', '--blobPort', '0', '--skipApiVersionCheck', '--silent'],
        '--disableTelemetry',
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const killServer = () => server.kill('SIGKILL');
    process.once('exit', killServer);
    server.once('close', () => process.off('exit', killServer));
    return new Azurite(server, `${await addressOf(server)}/${ACCOUNT}`);
  }

  get connectionString(): string {
    return `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};BlobEndpoint=${this.url};`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.kill('SIGKILL');
    await closed;
  }
}

/** It says where it listens once it does. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    server.once('error', reject);
    server.once('close', () => reject(new Error(`Azurite ended:\n${output}`)));
    for (const stream of [server.stdout, server.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const [, address] = /successfully listens on (http:\S+)/.exec(output) ?? [];
        if (address) resolve(address);
      });
    }
  });
}
