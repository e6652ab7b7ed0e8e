import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProgramOptions {
  /** For messages to a person. */
  readonly name: string;
  /** Absolute path of a script for Node, and its arguments. */
  readonly command: readonly string[];
  readonly cwd: string;
  /** Set besides the few variables that any process needs. */
  readonly env: Readonly<Record<string, string>>;
  /** Takes what the program prints. */
  readonly logPath: string;
  /** Answers 200 once the program can be used. */
  readonly readyUrl: string;
  /** Rejects when the person wants to stop, which counts until the program is ready. */
  readonly interrupted: Promise<never>;
}

export interface Program {
  /** Never resolves; rejects, with the end of the log, if the program ends by itself. */
  readonly crashed: Promise<never>;
  stop(): Promise<void>;
}

/** All that the person's shell passes on, so that none of its settings reaches the program by accident. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'TZ', 'SystemRoot'];
const READY_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 5_000;

/** Starts a Node program and resolves when it is ready. Rejects, with the end of its log, if it fails to be. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const log = await open(options.logPath, 'w');
  const inherited = Object.fromEntries(
    INHERITED.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])),
  );
  const child = spawn(process.execPath, options.command, {
    cwd: options.cwd,
    env: { ...inherited, ...options.env },
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const exited = once(child, 'exit');
  let isStopping = false;
  const crashed = exited.then(async ([code, signal]): Promise<never> => {
    if (isStopping) return new Promise(() => {});
    throw await failure(options, `ended by itself (${signal ?? `exit code ${code}`})`);
  });
  crashed.catch(() => {});
  const stop = async () => {
    isStopping = true;
    await stopChild(child, exited);
  };
  try {
    await Promise.race([crashed, options.interrupted, untilReady(options, () => isStopping)]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { crashed, stop };
}

async function untilReady(options: ProgramOptions, isOver: () => boolean): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && !isOver()) {
    const response = await fetch(options.readyUrl).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.status === 200) return;
    await sleep(50);
  }
  throw await failure(options, `was not ready within ${READY_WITHIN_MS / 1000} s`);
}

async function stopChild(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS);
  await exited;
  clearTimeout(patience);
}

async function failure({ name, logPath }: ProgramOptions, what: string): Promise<Error> {
  const log = await readFile(logPath, 'utf8');
  const end = log.trim().split('\n').slice(-15).join('\n');
  return new Error(`${name} ${what}. Its log ends with:\n${end || '(nothing)'}`);
}
