import type { SlackApi } from './slack-api.ts';
import type { SlackWorkspace, SlackWorkspaces } from './slack-workspace.ts';

export interface ConfiguredTokens {
  /** Whose workspace Slack has to be asked for. */
  readonly botToken?: string;
  /** Bot tokens by the ids of their workspaces. */
  readonly installations: ReadonlyMap<string, string>;
}

/** The workspaces whose bot tokens stand in the configuration. */
export class ConfiguredWorkspaces implements SlackWorkspaces {
  readonly #api: SlackApi;
  readonly #tokens: ConfiguredTokens;
  readonly #known = new Map<string, Promise<SlackWorkspace>>();

  constructor(api: SlackApi, tokens: ConfiguredTokens) {
    this.#api = api;
    this.#tokens = tokens;
  }

  async find(teamIds: readonly string[]): Promise<SlackWorkspace | undefined> {
    const { botToken, installations } = this.#tokens;
    const own = botToken === undefined ? undefined : await this.#workspace(botToken);
    for (const teamId of teamIds) {
      if (own?.teamId === teamId) return own;
      const token = installations.get(teamId);
      if (token !== undefined) return this.#workspace(token);
    }
    return undefined;
  }

  /** What Slack says of a token stays true as long as the token does. */
  #workspace(botToken: string): Promise<SlackWorkspace> {
    const known = this.#known.get(botToken) ?? this.#ask(botToken);
    this.#known.set(botToken, known);
    known.catch(() => this.#known.delete(botToken));
    return known;
  }

  async #ask(botToken: string): Promise<SlackWorkspace> {
    const { team_id, user_id, bot_id } = await this.#api.call(botToken, (client) => client.auth.test());
    if (!team_id || !user_id) throw new TypeError('Slack did not say whose token this is.');
    return { teamId: team_id, botToken, botUserId: user_id, ...(bot_id && { botId: bot_id }) };
  }
}
