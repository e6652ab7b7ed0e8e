import { BridgeError } from '../errors.ts';
import type { SlackApi } from './slack-api.ts';
import { SlackError } from './slack-error.ts';
import type { SlackWorkspace, SlackWorkspaces } from './slack-workspace.ts';

export interface ConfiguredTokens {
  /** Whose workspace Slack has to be asked for. */
  readonly botToken?: string;
  /** Bot tokens by the ids of their workspaces, or of organisations. */
  readonly installations: ReadonlyMap<string, string>;
}

/** For how long a refusal of Slack's counts, in milliseconds, before it is asked again. */
const REFUSED_MS = 60_000;

/** The workspaces whose bot tokens stand in the configuration. */
export class ConfiguredWorkspaces implements SlackWorkspaces {
  readonly #api: SlackApi;
  readonly #tokens: ConfiguredTokens;
  readonly #now: () => number;
  readonly #known = new Map<
    string,
    { readonly workspace: Promise<SlackWorkspace>; readonly until?: number }
  >();

  constructor(api: SlackApi, tokens: ConfiguredTokens, now: () => number = Date.now) {
    this.#api = api;
    this.#tokens = tokens;
    this.#now = now;
  }

  /** A token without its workspace's id is only waited for where no other is for one of these. */
  async find(teamIds: readonly string[]): Promise<SlackWorkspace | undefined> {
    const { botToken, installations } = this.#tokens;
    for (const teamId of teamIds) {
      const token = installations.get(teamId);
      if (token !== undefined) return this.#workspace(token, teamId);
    }
    if (botToken === undefined) return undefined;
    const own = await this.#workspace(botToken);
    return teamIds.includes(own.teamId) ? own : undefined;
  }

  /** What is wrong with the tokens, in words for an operator. Waits for Slack's answer to each. */
  async problems(): Promise<string[]> {
    const { botToken, installations } = this.#tokens;
    const checks = [...installations].map(([teamId, token]) =>
      this.#problem(token, `SLACK_INSTALLATIONS: the token of ${teamId}`, teamId),
    );
    if (botToken !== undefined) checks.unshift(this.#problem(botToken, 'SLACK_BOT_TOKEN'));
    return (await Promise.all(checks)).flatMap((problem) => problem ?? []);
  }

  async #problem(token: string, name: string, teamId?: string): Promise<string | undefined> {
    try {
      await this.#workspace(token, teamId);
      return undefined;
    } catch (error) {
      if (error instanceof BridgeError) return `${name}: ${error.message}`;
      throw error;
    }
  }

  /** What Slack says of a token stays true as long as the token does. */
  #workspace(botToken: string, teamId?: string): Promise<SlackWorkspace> {
    const known = this.#known.get(botToken);
    if (known && (known.until === undefined || known.until > this.#now())) return known.workspace;
    const workspace = this.#ask(botToken, teamId);
    this.#known.set(botToken, { workspace });
    workspace.catch((error: unknown) => {
      const isRefused = error instanceof BridgeError && error.recovery.action === 'giveUp';
      if (isRefused) this.#known.set(botToken, { workspace, until: this.#now() + REFUSED_MS });
      else this.#known.delete(botToken);
    });
    return workspace;
  }

  async #ask(botToken: string, expected: string | undefined): Promise<SlackWorkspace> {
    const answer = await this.#api.call(botToken, (client) => client.auth.test());
    const { team_id, enterprise_id, is_enterprise_install, user_id, bot_id } = answer;
    const teamId = is_enterprise_install && enterprise_id ? enterprise_id : team_id;
    if (!teamId || !user_id) throw SlackError.senseless();
    if (expected !== undefined && expected !== teamId) throw SlackError.otherWorkspace(teamId);
    return { teamId, botToken, botUserId: user_id, ...(bot_id && { botId: bot_id }) };
  }
}
