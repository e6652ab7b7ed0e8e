import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KaizalaEmulator, startKaizalaEmulator } from '../../emulators/kaizala/emulator.ts';
import {
  type SlackEmulator,
  type SlackEmulatorOptions,
  startSlackEmulator,
} from '../../emulators/slack/start-slack-emulator.ts';
import type { SlackUser } from '../../emulators/slack/user/slack-user.ts';
import { botEnvironment } from './bot-environment.ts';
import { BotProcess } from './bot-process.ts';
import { putEmptyDatabase } from './empty-database.ts';

/** A bot between a Slack and a Kaizala that tests can look into, without Azure. */
export interface SlackWorld {
  readonly folder: string;
  readonly kaizala: KaizalaEmulator;
  readonly slack: SlackEmulator;
  /** An administrator of the workspace. */
  readonly user: SlackUser;
  readonly bot: BotProcess;
  /** Starts the bot again on the same data, after it was killed or stopped. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface SlackWorldOptions {
  /** Variables of the bot on top of those that wire it up; `undefined` takes one away. */
  readonly environment?: Record<string, string | undefined>;
  /** Name or part of the name of the group that is the default; absent: people choose. */
  readonly defaultGroup?: string;
  readonly slack?: SlackEmulatorOptions;
}

/** Starts everything on free ports and a new folder. */
export async function createSlackWorld(options: SlackWorldOptions = {}): Promise<SlackWorld> {
  const { environment = {}, defaultGroup } = options;
  const folder = await mkdtemp(join(tmpdir(), 'kaizala-bridge-'));
  const kaizala = await startKaizalaEmulator({
    dataDir: join(folder, 'kaizala'),
    callsPerMinute: Number.POSITIVE_INFINITY,
  });
  const slack = await startSlackEmulator(options.slack);
  const set = botEnvironment({ folder, kaizala, slack, defaultGroup, environment });
  await putEmptyDatabase(join(folder, 'data'));
  let bot = BotProcess.launch(set, folder);
  slack.app.endpoint = await bot.listening();
  return {
    folder,
    kaizala,
    slack,
    user: slack.createUser({ name: 'Asha Rao', isAdmin: true }),
    get bot() {
      return bot;
    },
    restart: async () => {
      bot = BotProcess.launch(set, folder);
      slack.app.endpoint = await bot.listening();
    },
    close: async () => {
      await bot.kill();
      await slack.close();
      await kaizala.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
