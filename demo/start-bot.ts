import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { type Program, startProgram } from './start-program.ts';

export interface BotOptions {
  /** Takes the bot's data and log. */
  readonly folder: string;
  /** Variables that tell it of the chat that it serves. */
  readonly environment: Readonly<Record<string, string>>;
  /** Rejects when the person wants to stop. */
  readonly interrupted: Promise<never>;
}

export interface RunningBot extends Program {
  /** Without a slash at the end. */
  readonly url: string;
  /** The Kaizala emulator that the bot has started with itself; also the address of its page. */
  readonly kaizalaUrl: string;
}

/** Starts the bot as anybody would, with a Kaizala emulator, on free ports. */
export async function startBot({ folder, environment, interrupted }: BotOptions): Promise<RunningBot> {
  const [port, emulatorPort] = [await freePort(), await freePort()];
  const program = await startProgram({
    name: 'The bot',
    command: [join(import.meta.dirname, '..', 'bot', 'index.ts')],
    // No .env lies there, so none is read.
    cwd: folder,
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      EMULATOR_PORT: String(emulatorPort),
      DATA_DIR: join(folder, 'data'),
      LINK_POLICY: 'anyone',
      ...environment,
    },
    logPath: join(folder, 'bot.log'),
    readyUrl: `http://127.0.0.1:${port}/readyz`,
    interrupted,
  });
  return {
    ...program,
    url: `http://127.0.0.1:${port}`,
    kaizalaUrl: `http://127.0.0.1:${emulatorPort}`,
  };
}
