import type { ActivityHandler } from 'botbuilder';
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { InstalledWorkspaces } from '../../services/slack/installed-workspaces.ts';
import type { SlackWorkspaces } from '../../services/slack/slack-workspace.ts';
import type { SlackSettings } from '../slack-settings.ts';
import { withinTime } from '../within-time.ts';
import { BackgroundWork } from './background-work.ts';
import { DirectIntake } from './direct-intake.ts';
import { EventQueue } from './event-queue.ts';
import { createOAuthPages, type OAuthPages } from './oauth-pages.ts';
import type { SlackAdapter } from './slack-adapter.ts';
import type { SlackCommands } from './slack-commands.ts';
import type { SlackModals } from './slack-modals.ts';
import { SlackRequests } from './slack-requests.ts';
import { SlackTurns } from './slack-turns.ts';
import { SocketMode } from './socket-mode.ts';

export interface SlackOptions {
  readonly settings: SlackSettings;
  /** After so long without a sign of life a worker counts as dead. */
  readonly heartbeatSeconds: number;
  readonly boss: PgBoss;
  readonly adapter: SlackAdapter;
  readonly bot: ActivityHandler;
  readonly workspaces: SlackWorkspaces;
  readonly installed: InstalledWorkspaces;
  readonly commands: SlackCommands;
  readonly modals: SlackModals;
  readonly log: Logger;
}

/** A Slack app that is being served. */
export interface RunningSlack {
  /** Absent: nothing comes by HTTP. */
  readonly requests?: SlackRequests;
  /** Absent: people can't add the app to their workspaces by themselves. */
  readonly oauthPages?: OAuthPages;
  /**
   * Takes nothing more by Socket Mode, and resolves when what was taken is kept or done, or after five seconds.
   * Kept events go on being worked off until the workers stop.
   */
  settle(): Promise<void>;
}

const SETTLING_TAKES_MS = 5_000;

/** Starts to serve a Slack app. */
export async function startSlack(options: SlackOptions): Promise<RunningSlack> {
  const { settings, heartbeatSeconds, boss, adapter, bot, workspaces, installed, commands, modals, log } =
    options;
  const queue = new EventQueue(boss);
  await queue.create(heartbeatSeconds);
  const turns = new SlackTurns({ adapter, bot, workspaces, log });
  const background = new BackgroundWork(log);
  const intake = new DirectIntake({ queue, turns, commands, modals, background, installed, log });
  await queue.work((envelope) => turns.event(envelope), log);
  const { signingSecret, appToken, apiUrl, oauth } = settings;
  const socket = appToken === undefined ? undefined : new SocketMode({ appToken, apiUrl, intake, log });
  socket?.start();
  return {
    ...(oauth && { oauthPages: createOAuthPages({ apiUrl, ...oauth }, { installed, log }) }),
    ...(signingSecret && { requests: new SlackRequests({ intake, signingSecret, log }) }),
    settle: async () => {
      await socket?.stop();
      const settled = Promise.all([queue.idle(), background.idle()]);
      await withinTime(settled, SETTLING_TAKES_MS).catch((error: unknown) => {
        log.warn({ err: error }, 'not everything that Slack asked for was done');
      });
    },
  };
}
