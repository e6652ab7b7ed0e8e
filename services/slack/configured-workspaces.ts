import { BridgeError } from '../errors.ts';
import { isRefusal } from './is-refusal.ts';
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

  /** A token without its workspace's id is only waited for where it may be for a likelier one than the others. */
  async find(teamIds: readonly string[]): Promise<SlackWorkspace | undefined> {
    const { installations } = this.#tokens;
    const named = teamIds.find((teamId) => installations.has(teamId));
    const likelier = named === undefined ? teamIds : teamIds.slice(0, teamIds.indexOf(named));
    const own = likelier.length === 0 ? undefined : await this.#ownUnlessRefused(named !== undefined);
    if (own && likelier.includes(own.teamId)) return own;
    const token = named === undefined ? undefined : installations.get(named);
    return token === undefined ? undefined : this.#workspace(token, named);
  }

  /** The workspace of the token that stands without one. */
  async own(): Promise<SlackWorkspace | undefined> {
    const { botToken } = this.#tokens;
    return botToken === undefined ? undefined : this.#workspace(botToken);
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

  /** @param hasOther whether a token that is not good for anything is to be passed over */
  async #ownUnlessRefused(hasOther: boolean): Promise<SlackWorkspace | undefined> {
    try {
      return await this.own();
    } catch (error) {
      if (hasOther && isRefusal(error)) return undefined;
      throw error;
    }
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
      if (isRefusal(error)) this.#known.set(botToken, { workspace, until: this.#now() + REFUSED_MS });
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
