import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KaizalaEmulator, startKaizalaEmulator } from '../../emulators/kaizala/emulator.ts';
import type { Authentication } from '../../emulators/teams/issuer/issuer.ts';
import { startTeamsEmulator, type TeamsEmulator } from '../../emulators/teams/start-teams-emulator.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { botEnvironment } from './bot-environment.ts';
import { BotProcess } from './bot-process.ts';
import { putEmptyDatabase } from './empty-database.ts';

/** A bot between a Teams and a Kaizala that tests can look into. */
export interface World {
  readonly folder: string;
  readonly kaizala: KaizalaEmulator;
  readonly teams: TeamsEmulator;
  readonly user: TeamsUser;
  readonly bot: BotProcess;
  /** Starts the bot again on the same data, after it was killed or stopped. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Variables of the bot on top of those that wire it up; `undefined` takes one away. */
  readonly environment?: Record<string, string | undefined>;
  /** Name or part of the name of the group that is the default; absent: people choose. */
  readonly defaultGroup?: string;
  /** Has Teams sign its activities for this bot, and ask for its token; absent: everybody is believed. */
  readonly authentication?: Required<Authentication>;
  /** Has the bot make its database itself, as on its very first start. */
  readonly isFirstStart?: boolean;
}

/** Starts everything on free ports and a new folder. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { environment = {}, defaultGroup, authentication, isFirstStart = false } = options;
  const folder = await mkdtemp(join(tmpdir(), 'kaizala-bridge-'));
  const kaizala = await startKaizalaEmulator({
    dataDir: join(folder, 'kaizala'),
    callsPerMinute: Number.POSITIVE_INFINITY,
  });
  const teams = await startTeamsEmulator(authentication && { authentication });
  const credentials = authentication && credentialVariables(authentication, teams.tenantId);
  const set = botEnvironment({
    folder,
    kaizala,
    teams,
    defaultGroup,
    environment: { ...credentials, ...environment },
  });
  if (!isFirstStart) await putEmptyDatabase(join(folder, 'data'));
  let bot = BotProcess.launch(set, folder);
  const user = teams.createUser({ endpoint: `${await bot.listening()}/api/messages` });
  return {
    folder,
    kaizala,
    teams,
    user,
    get bot() {
      return bot;
    },
    restart: async () => {
      bot = BotProcess.launch(set, folder);
      user.endpoint = `${await bot.listening()}/api/messages`;
    },
    close: async () => {
      await bot.kill();
      await teams.close();
      await kaizala.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function credentialVariables({ appId, secret }: Required<Authentication>, tenantId: string) {
  return {
    HOST: '127.0.0.1',
    MicrosoftAppId: appId,
    MicrosoftAppPassword: secret,
    MicrosoftAppTenantId: tenantId,
  };
}
