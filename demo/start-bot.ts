import { join } from 'node:path';
import type { TeamsEmulator } from '../emulators/teams/start-teams-emulator.ts';
import { freePort } from './free-port.ts';
import { type Program, startProgram } from './start-program.ts';

export interface BotOptions {
  /** Takes the bot's data and log. */
  readonly folder: string;
  /** The stand-in for Teams, with the files and Graph. */
  readonly teams: Pick<TeamsEmulator, 'host' | 'graphRoot' | 'loginRoot'>;
  /** Rejects when the person wants to stop. */
  readonly interrupted: Promise<never>;
}

export interface RunningBot extends Program {
  /** The bot's `/api/messages`. */
  readonly endpoint: string;
  /** The Kaizala emulator that the bot has started with itself; also the address of its page. */
  readonly kaizalaUrl: string;
}

/** Starts the bot as anybody would, with a Kaizala emulator, on free ports. */
export async function startBot({ folder, teams, interrupted }: BotOptions): Promise<RunningBot> {
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
      FILE_HOSTS: teams.host,
      GRAPH_ROOT: teams.graphRoot,
      GRAPH_LOGIN_ROOT: teams.loginRoot,
      LINK_POLICY: 'anyone',
    },
    logPath: join(folder, 'bot.log'),
    readyUrl: `http://127.0.0.1:${port}/readyz`,
    interrupted,
  });
  return {
    ...program,
    endpoint: `http://127.0.0.1:${port}/api/messages`,
    kaizalaUrl: `http://127.0.0.1:${emulatorPort}`,
  };
}
