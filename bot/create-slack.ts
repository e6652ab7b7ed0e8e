import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database } from '../services/database/database.ts';
import { createSlackServices, type SlackServices } from '../services/slack/create-slack-services.ts';
import type { BridgeBot, BridgeBotServices } from './bridge-bot.ts';
import type { Config } from './config/config.ts';
import type { ChatCalls } from './connector/chat-calls.ts';
import { createSlackAdapter } from './slack/create-slack-adapter.ts';
import { createSlackHands } from './slack/create-slack-hands.ts';
import type { SlackAdapter } from './slack/slack-adapter.ts';
import { type RunningSlack, startSlack } from './slack/start-slack.ts';

/** What there is of Slack in a bot. */
export interface SlackParts {
  /** There in any case: Azure brings Slack as well. */
  readonly services: SlackServices;
  /** Absent while there is no Slack app of our own. */
  readonly adapter: SlackAdapter | undefined;
  /** Starts to serve the Slack app, for the bot that serves everybody; undefined if there is none. */
  start(bot: BridgeBot, botServices: BridgeBotServices, boss: PgBoss): Promise<RunningSlack | undefined>;
}

export interface SlackPartsOptions {
  readonly database: Database;
  readonly calls: ChatCalls;
  readonly log: Logger;
}

/** Puts Slack's parts together. Nothing is asked of Slack, and nothing served, before `start`. */
export function createSlack(config: Config, { database, calls, log }: SlackPartsOptions): SlackParts {
  const { slack: settings, slackApiUrl: apiUrl, heartbeatSeconds } = config;
  const services = createSlackServices({
    apiUrl,
    ...(settings?.botToken && { botToken: settings.botToken }),
    installations: settings?.installations ?? new Map(),
    canBeAdded: settings?.oauth !== undefined,
    database,
    fileHosts: config.fileHosts,
  });
  const adapter = settings && createSlackAdapter({ ...services, apiUrl, calls, log });
  return {
    services,
    adapter,
    start: async (bot, botServices, boss) => {
      if (!settings || !adapter) return undefined;
      const hands = createSlackHands({ bot: botServices, slack: services, adapter, apiUrl });
      const { cards } = botServices.forwards;
      return startSlack({
        settings,
        heartbeatSeconds,
        boss,
        adapter,
        bot,
        slack: services,
        ...hands,
        cards,
        log,
      });
    },
  };
}
