import { PassingTokens } from '../../../services/slack/passing-tokens.ts';
import { SlackApi } from '../../../services/slack/slack-api.ts';
import { SlackFileFinder } from '../../../services/slack/slack-file-finder.ts';
import { SlackFileReach } from '../../../services/slack/slack-file-reach.ts';
import { SlackTokens } from '../../../services/slack/slack-tokens.ts';
import type { SlackWorkspaces } from '../../../services/slack/slack-workspace.ts';
import { type Reply, ScriptedServer, type Step } from '../kaizala/scripted-server.ts';

export const TEAM = 'T0ACME01';
export const SLACK_TOKEN = 'xoxb-MARKED';
export const BOT_USER = 'U0BOT001';

/** The one workspace that has the app. */
export const ACME: SlackWorkspaces = {
  find: async (teamIds) =>
    teamIds.includes(TEAM) ? { teamId: TEAM, botToken: SLACK_TOKEN, botUserId: BOT_USER } : undefined,
};

/** Slack's Web API and its files, on one server. */
export class SlackStandIn {
  readonly server: ScriptedServer;
  readonly passing = new PassingTokens();
  readonly tokens = new SlackTokens(ACME, this.passing);
  readonly api: SlackApi;

  private constructor(server: ScriptedServer) {
    this.server = server;
    this.api = new SlackApi(this.apiUrl);
  }

  static async start(): Promise<SlackStandIn> {
    return new SlackStandIn(await ScriptedServer.start());
  }

  get apiUrl(): string {
    return `${this.server.url}/api/`;
  }

  get finder(): SlackFileFinder {
    return new SlackFileFinder(this.api, ACME);
  }

  files(fileHosts: readonly string[] = []): SlackFileReach {
    return new SlackFileReach(this.tokens, { apiUrl: this.apiUrl, fileHosts });
  }

  /** Sets the answers to a method. */
  answer(method: string, ...steps: Step[]): void {
    this.server.script(`POST /api/${method}`, ...steps);
  }

  asked(method: string) {
    return this.server.requestsTo(`POST /api/${method}`);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

export function ok(answer: object): Reply {
  return { body: { ok: true, ...answer } };
}

export function refused(error: string, more: object = {}): Reply {
  return { body: { ok: false, error, ...more } };
}
