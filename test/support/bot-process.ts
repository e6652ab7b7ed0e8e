import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: { start: string };
};
/** What `npm start`, which is `exec node …`, gives to node: its flags, then the entry. */
const ARGUMENTS = scripts.start
  .split(' ')
  .slice(2)
  .map((argument) => (argument.endsWith('.ts') ? join(ROOT, argument) : argument));

/** The bot as people run it: a process of its own, told what to do by its environment alone. */
export class BotProcess {
  readonly #child: ChildProcess;
  #output = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    // It is a leader of its own group, so it would outlive a run that is interrupted.
    const killIt = () => killGroup(this.pid);
    process.once('exit', killIt);
    child.once('close', () => process.off('exit', killIt));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.#output += chunk;
        child.emit('output');
      });
    }
  }

  /** Starts it with these variables and no others of its own, in a folder that has no `.env`. */
  static launch(environment: Record<string, string>, folder: string): BotProcess {
    const { PATH = '' } = process.env;
    return new BotProcess(
      spawn(process.execPath, ARGUMENTS, { cwd: folder, env: { PATH, ...environment }, detached: true }),
    );
  }

  /** All that it has written so far. */
  get output(): string {
    return this.#output;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resolves with the address once it listens; rejects with its output if it ends instead. */
  async listening(): Promise<string> {
    const [, url = ''] = await this.wrote(/"url":"(http[^"]+)\/api\/messages"/);
    return url;
  }

  /** Resolves once its output matches; rejects with the output if it ends instead. */
  async wrote(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#output);
      if (match) return match;
      if (this.hasEnded) throw new Error(`The bot ended:\n${this.#output}`);
      await Promise.race([once(this.#child, 'output'), once(this.#child, 'close')]);
    }
  }

  /** Kills the process and all that it started, as a power cut would. */
  async kill(): Promise<void> {
    if (this.hasEnded) return;
    const closed = once(this.#child, 'close');
    killGroup(this.pid);
    await closed;
  }

  /** Asks it to stop, and resolves with its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (!this.hasEnded) {
      const closed = once(this.#child, 'close');
      this.#child.kill(signal);
      await closed;
    }
    return this.#child.exitCode;
  }

  /** Resolves with the exit code when it ends by itself. */
  async ended(): Promise<number | null> {
    if (!this.hasEnded) await once(this.#child, 'close');
    return this.#child.exitCode;
  }
}

function killGroup(pid: number): void {
  process.kill(-pid, 'SIGKILL');
}
