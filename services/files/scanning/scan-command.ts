import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CheckedFile, FileCheck } from '../checks/file-check.ts';
import { ScanError } from './scan-error.ts';
import { splitCommand } from './split-command.ts';

/** How long a scanner may take for one file, in milliseconds. */
const PATIENCE_MS = 120_000;
const LONGEST_OUTPUT = 10_000;
/** By which a command says that it reads from its standard input. */
const STANDARD_INPUT = '-';
/** What a command may have in place of the file's path. */
const FILE = '{file}';

export interface ScanCommand {
  /** With its arguments; see {@link splitCommand}. */
  readonly line: string;
  /** All the variables that the program gets: what it needs to run, and none of the bot's secrets. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Has a program look into files. It gets the bytes on its standard input and, unless `-` is among its arguments, the
 * path of a copy as the last of them, or where one is `{file}`. As with ClamAV's programs, 0 is clean and 1 is not; all
 * else is trouble.
 */
export function scanCommand({ line, environment: env }: ScanCommand): FileCheck {
  const [program = '', ...given] = splitCommand(line);
  return {
    check: async (file, signal) => {
      const { code, output } = await withCopy(file, given, signal, (args) => {
        signal.throwIfAborted();
        const child = spawn(program, args, { env, detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
        return run(child, file, signal);
      }).catch((error: unknown) => {
        throw signal.aborted ? error : ScanError.trouble(error);
      });
      if (code === 0) return;
      if (code === 1) throw ScanError.infected(findingIn(output));
      throw ScanError.trouble(new Error(`The scanner ended with ${code}.`));
    },
  };
}

async function withCopy<T>(
  file: CheckedFile,
  args: readonly string[],
  signal: AbortSignal,
  act: (args: string[]) => Promise<T>,
): Promise<T> {
  if (args.includes(STANDARD_INPUT)) return act([...args]);
  const folder = await mkdtemp(join(tmpdir(), 'bridge-scan-'));
  try {
    const path = join(folder, `file${extname(file.name).toLowerCase()}`);
    await pipeline(file.open(), createWriteStream(path, { mode: 0o600 }), { signal });
    const isNamed = args.includes(FILE);
    return await act(isNamed ? args.map((arg) => (arg === FILE ? path : arg)) : [...args, path]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(
  child: ChildProcess,
  file: CheckedFile,
  signal: AbortSignal,
): Promise<{ code: number | string; output: string }> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const kill = () => killGroup(child);
  stop.addEventListener('abort', kill, { once: true });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (output.length < LONGEST_OUTPUT) output += text;
  });
  try {
    const closed = once(child, 'close');
    let unreadable: unknown;
    const bytes = reading(file, (error) => {
      unreadable = error;
    });
    // A program that has seen enough reads no further.
    if (child.stdin) await Promise.race([pipeline(bytes, child.stdin).catch(() => {}), closed]);
    const [code, by] = (await closed) as [number | null, string | null];
    signal.throwIfAborted();
    if (unreadable !== undefined) throw unreadable;
    return { code: code ?? by ?? 'nothing', output };
  } finally {
    stop.removeEventListener('abort', kill);
  }
}

/** A program may have started others, which are of its group, and live on when it has ended. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** The bytes, with a note of it if they can't be read to the end. */
async function* reading(file: CheckedFile, note: (error: unknown) => void): AsyncGenerator<Uint8Array> {
  try {
    yield* file.open();
  } catch (error) {
    note(error);
    throw error;
  }
}

/** ClamAV's programs write `stream: Name FOUND`; of others the first line has to do. */
function findingIn(output: string): string {
  return /^.*?: (.*) FOUND$/m.exec(output)?.[1] ?? output.split('\n', 1)[0] ?? '';
}
