import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KaizalaEmulator, startKaizalaEmulator } from '../../emulators/kaizala/emulator.ts';
import { type AzureSlack, startAzureSlack } from '../../emulators/slack/azure/start-azure-slack.ts';
import { type SlackEmulator, startSlackEmulator } from '../../emulators/slack/start-slack-emulator.ts';
import type { SlackUser } from '../../emulators/slack/user/slack-user.ts';
import { botEnvironment } from './bot-environment.ts';
import { BotProcess } from './bot-process.ts';
import { putEmptyDatabase } from './empty-database.ts';

/** A bot that has Slack from Azure alone: it knows no token but those that activities bring. */
export interface AzureSlackWorld {
  readonly folder: string;
  readonly kaizala: KaizalaEmulator;
  readonly slack: SlackEmulator;
  readonly azure: AzureSlack;
  readonly user: SlackUser;
  readonly bot: BotProcess;
  close(): Promise<void>;
}

export interface AzureSlackWorldOptions {
  /** Variables of the bot on top of those that wire it up. */
  readonly environment?: Record<string, string>;
  /** Name or part of the name of the group that is the default. */
  readonly defaultGroup: string;
}

/** Starts everything on free ports and a new folder. */
export async function createAzureSlackWorld(options: AzureSlackWorldOptions): Promise<AzureSlackWorld> {
  const { environment = {}, defaultGroup } = options;
  const folder = await mkdtemp(join(tmpdir(), 'kaizala-bridge-'));
  const kaizala = await startKaizalaEmulator({
    dataDir: join(folder, 'kaizala'),
    callsPerMinute: Number.POSITIVE_INFINITY,
  });
  const slack = await startSlackEmulator({ hasFileHost: true });
  const azure = await startAzureSlack(slack);
  const wiring = { FILE_HOSTS: slack.fileHost, LOG_LEVEL: 'trace', LINK_POLICY: 'anyone' };
  const set = botEnvironment({ folder, kaizala, defaultGroup, environment: { ...wiring, ...environment } });
  await putEmptyDatabase(join(folder, 'data'));
  const bot = BotProcess.launch(set, folder);
  azure.endpoint = `${await bot.listening()}/api/messages`;
  return {
    ...{ folder, kaizala, slack, azure, bot },
    user: slack.createUser({ name: 'Asha Rao' }),
    close: async () => {
      await bot.kill();
      await slack.close();
      await azure.close();
      await kaizala.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
