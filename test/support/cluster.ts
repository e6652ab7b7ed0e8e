import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type KaizalaEmulator,
  type KaizalaEmulatorOptions,
  startKaizalaEmulator,
} from '../../emulators/kaizala/emulator.ts';
import { startTeamsEmulator, type TeamsEmulator } from '../../emulators/teams/start-teams-emulator.ts';
import { type BotAnswer, type Delivery, postToBot } from '../../emulators/teams/user/post-to-bot.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { botEnvironment } from './bot-environment.ts';
import { BotProcess } from './bot-process.ts';
import { putEmptyDatabase } from './empty-database.ts';
import { newPostgresUrl } from './postgres.ts';

export type Engine = 'postgres' | 'pglite';

export interface ClusterOptions {
  /** How many; on `pglite` no more than one. */
  readonly bots: number;
  /** Default `postgres`, which needs a `stopPostgres` in the end. */
  readonly engine?: Engine;
  /** Variables of all bots on top of those that wire them up; `undefined` takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Name or part of the name of the group that is the default; absent: people choose. */
  readonly defaultGroup?: string;
  readonly kaizala?: Omit<KaizalaEmulatorOptions, 'dataDir'>;
}

/** Several bots on one database and one spool, between one Teams and one Kaizala. Bots are counted from 0. */
export interface Cluster {
  readonly folder: string;
  /** Where the bots keep files until they are posted. */
  readonly spoolFolder: string;
  readonly kaizala: KaizalaEmulator;
  readonly teams: TeamsEmulator;
  /** The newest process of each bot, running or not. */
  readonly bots: readonly BotProcess[];
  /** Every process that was ever started, oldest first, for what they wrote. */
  readonly processes: readonly BotProcess[];
  /** The bots that listen now. */
  readonly listening: readonly number[];
  /** Carries a body to this bot, wherever it listens by then. Rejects if it does not run. */
  deliver(bot: number, body: string): Promise<BotAnswer>;
  /** A new person; absent a delivery, all that they send goes to the first bot. */
  createUser(delivery?: Delivery): TeamsUser;
  /** As a power cut would. */
  kill(bot: number): Promise<void>;
  /** Asks it to stop, while it is still sent to, and resolves with its exit code. */
  stop(bot: number): Promise<number | null>;
  /** Starts a bot again that was killed or has stopped. Resolves once it listens; rejects if it ends before. */
  restart(bot: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts all bots at the same moment on a new database and a new folder; resolves once all of them listen. */
export async function createCluster(options: ClusterOptions): Promise<Cluster> {
  const { bots: count, engine = 'postgres', defaultGroup } = options;
  if (engine === 'pglite' && count !== 1) throw new Error('Only one bot can use an embedded database.');
  const folder = await mkdtemp(join(tmpdir(), 'kaizala-bridge-'));
  const spoolFolder = join(folder, 'data', 'spool');
  const kaizala = await startKaizalaEmulator({
    callsPerMinute: Number.POSITIVE_INFINITY,
    ...options.kaizala,
    dataDir: join(folder, 'kaizala'),
  });
  const teams = await startTeamsEmulator();
  const environment = botEnvironment({
    folder,
    kaizala,
    teams,
    defaultGroup,
    environment: {
      SPOOL_DIR: spoolFolder,
      ...(engine === 'postgres' && { DATABASE_URL: await newPostgresUrl() }),
      ...options.environment,
    },
  });
  if (engine === 'pglite') await putEmptyDatabase(join(folder, 'data'));
  const processes: BotProcess[] = [];
  const launch = () => {
    const bot = BotProcess.launch(environment, folder);
    processes.push(bot);
    return bot;
  };
  const bots = Array.from({ length: count }, launch);
  /** Undefined while a bot does not listen. */
  const endpoints: (string | undefined)[] = bots.map(() => undefined);
  const comesUp = async (bot: number) => {
    endpoints[bot] = `${await processOf(bot).listening()}/api/messages`;
  };
  const processOf = (bot: number): BotProcess => {
    const found = bots[bot];
    if (found === undefined) throw new RangeError(`There is no bot ${bot}, only ${count}.`);
    return found;
  };
  const deliver = async (bot: number, body: string) => {
    const endpoint = endpoints[bot];
    if (endpoint === undefined || processOf(bot).hasEnded) throw new Error(`Bot ${bot} does not run.`);
    return postToBot(endpoint, body);
  };
  const close = async () => {
    await Promise.all(bots.map((bot) => bot.kill()));
    await teams.close();
    await kaizala.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(bots.map((_, bot) => comesUp(bot)));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    folder,
    spoolFolder,
    kaizala,
    teams,
    bots,
    processes,
    get listening() {
      return bots.flatMap(({ hasEnded }, bot) => (endpoints[bot] !== undefined && !hasEnded ? [bot] : []));
    },
    deliver,
    createUser: (delivery = (body) => deliver(0, body)) => teams.createUser({ endpoint: delivery }),
    kill: async (bot) => {
      endpoints[bot] = undefined;
      await processOf(bot).kill();
    },
    stop: async (bot) => {
      const code = await processOf(bot).stop();
      endpoints[bot] = undefined;
      return code;
    },
    restart: async (bot) => {
      endpoints[bot] = undefined;
      bots[bot] = launch();
      await comesUp(bot);
    },
    close,
  };
}
