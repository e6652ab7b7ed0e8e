import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KaizalaEmulator, startKaizalaEmulator } from '../../emulators/kaizala/emulator.ts';
import { type SlackEmulator, startSlackEmulator } from '../../emulators/slack/start-slack-emulator.ts';
import { startTeamsEmulator, type TeamsEmulator } from '../../emulators/teams/start-teams-emulator.ts';
import { botEnvironment } from '../support/bot-environment.ts';
import { BotProcess } from '../support/bot-process.ts';
import { HostileProxy } from './hostile-proxy.ts';

/** The bot's app at the Bot Framework. */
export const APP = { appId: '99998888-7777-4666-8555-444433332222', secret: 'fuzz-secret' };

/** A bot that has both chats, between services each of which may go mad. */
export interface FuzzWorld {
  readonly kaizala: KaizalaEmulator;
  readonly teams: TeamsEmulator;
  readonly slack: SlackEmulator;
  readonly proxies: Readonly<Record<Service, HostileProxy>>;
  readonly bot: BotProcess;
  /** Where the bot listens, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

export const SERVICES = ['Kaizala', 'Graph', 'Slack'] as const;
export type Service = (typeof SERVICES)[number];

/** Starts everything on free ports and a new folder. */
export async function createFuzzWorld(): Promise<FuzzWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'bridge-fuzz-'));
  const kaizala = await startKaizalaEmulator({
    dataDir: join(folder, 'kaizala'),
    callsPerMinute: Number.POSITIVE_INFINITY,
  });
  const teams = await startTeamsEmulator({ authentication: APP });
  // What it sends again by itself would be nobody's input.
  const slack = await startSlackEmulator({ retryDelaysMs: [] });
  const proxies = {
    Kaizala: await HostileProxy.start(kaizala.url),
    Graph: await HostileProxy.start(new URL(teams.graphRoot).origin),
    Slack: await HostileProxy.start(slack.url),
  };
  const environment = {
    KAIZALA_API_ROOT: proxies.Kaizala.origin,
    GRAPH_ROOT: proxies.Graph.origin + new URL(teams.graphRoot).pathname,
    SLACK_API_URL: `${proxies.Slack.origin}/api/`,
    MicrosoftAppId: APP.appId,
    MicrosoftAppPassword: APP.secret,
    MicrosoftAppTenantId: teams.tenantId,
    LINK_POLICY: 'anyone',
    // What is kept for good ends the bot, rather than to look like a collector that takes its time.
    NODE_OPTIONS: '--max-old-space-size=256',
  };
  const set = botEnvironment({ folder, kaizala, teams, slack, defaultGroup: 'Field', environment });
  const bot = BotProcess.launch(set, folder);
  const url = await bot.listening();
  slack.app.endpoint = url;
  return {
    ...{ kaizala, teams, slack, proxies, bot, url },
    close: async () => {
      await bot.kill();
      for (const one of [...Object.values(proxies), slack, teams, kaizala]) await one.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
