import type { ActivityHandler } from 'botbuilder';
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type restify from 'restify';
import type { ForwardCards } from '../../services/forwards/forward-cards.ts';
import type { SlackServices } from '../../services/slack/create-slack-services.ts';
import type { SlackSettings } from '../config/slack-settings.ts';
import { SLACK_HTTP_IS_OFF } from '../config/what-is-off.ts';
import { withinTime } from '../within-time.ts';
import { BackgroundWork } from './background-work.ts';
import { DirectIntake } from './direct-intake.ts';
import { EventQueue } from './event-queue.ts';
import { createOAuthPages } from './oauth-pages.ts';
import { mountOAuth } from './oauth-routes.ts';
import { OwnCards } from './own-cards.ts';
import type { SlackAdapter } from './slack-adapter.ts';
import type { SlackCommands } from './slack-commands.ts';
import type { SlackModals } from './slack-modals.ts';
import { SlackRequests } from './slack-requests.ts';
import { mountSlack, mountSlackIsOff } from './slack-routes.ts';
import { SlackTurns } from './slack-turns.ts';
import { SocketMode } from './socket-mode.ts';
import type { Whispers } from './whispers.ts';

export interface SlackOptions {
  readonly settings: SlackSettings;
  /** After so long without a sign of life a worker counts as dead. */
  readonly heartbeatSeconds: number;
  readonly boss: PgBoss;
  readonly adapter: SlackAdapter;
  readonly bot: ActivityHandler;
  readonly slack: Pick<SlackServices, 'addressees' | 'installed' | 'problems'>;
  readonly commands: SlackCommands;
  readonly modals: SlackModals;
  readonly whispers: Whispers;
  readonly cards: ForwardCards;
  readonly log: Logger;
}

/** A Slack app that is being served. */
export interface RunningSlack {
  /** Has a server answer what Slack posts there, and lets people add the app if that is set up. */
  mount(server: restify.Server): void;
  /**
   * Takes nothing more by Socket Mode, and resolves when what was taken is kept or done, or after five seconds.
   * Kept events go on being worked off until the workers stop.
   */
  settle(): Promise<void>;
}

const SETTLING_TAKES_MS = 5_000;

/** Starts to serve a Slack app. */
export async function startSlack(options: SlackOptions): Promise<RunningSlack> {
  const { settings, heartbeatSeconds, boss, adapter, bot, slack, commands, modals, whispers, cards, log } =
    options;
  const queue = new EventQueue(boss);
  await queue.create(heartbeatSeconds);
  const turns = new SlackTurns({ adapter, bot, addressees: slack.addressees, whispers, log });
  const background = new BackgroundWork(log);
  const { installed } = slack;
  const ownCards = new OwnCards(cards, slack.addressees);
  const intake = new DirectIntake({
    queue,
    installed,
    turns,
    commands,
    modals,
    background,
    ownCards,
    log,
  });
  await queue.work((envelope) => turns.event(envelope), log);
  const { signingSecret, appToken, apiUrl, oauth } = settings;
  const socket = appToken === undefined ? undefined : new SocketMode({ appToken, apiUrl, intake, log });
  socket?.start();
  tellProblems(slack, log);
  return {
    mount: (server) => {
      if (signingSecret) mountSlack(server, new SlackRequests({ intake, signingSecret, log }));
      else mountSlackIsOff(server, SLACK_HTTP_IS_OFF);
      if (oauth) mountOAuth(server, createOAuthPages({ apiUrl, ...oauth }, { installed, log }));
    },
    settle: async () => {
      await socket?.stop();
      const settled = Promise.all([queue.idle(), background.idle()]);
      await withinTime(settled, SETTLING_TAKES_MS).catch((error: unknown) => {
        log.warn({ err: error }, 'not everything that Slack asked for was done');
      });
    },
  };
}

/** What is wrong with the tokens is told when Slack has been asked, for which nobody waits. */
function tellProblems({ problems }: Pick<SlackServices, 'problems'>, log: Logger): void {
  problems().then(
    (found) => {
      for (const problem of found) log.warn({ problem }, 'a token of Slack does not work');
    },
    (error: unknown) => log.warn({ err: error }, 'Slack could not be asked about the tokens'),
  );
}
