import type { PassingTokens } from './passing-tokens.ts';
import type { SlackWorkspaces } from './slack-workspace.ts';

/** Bot tokens by workspace, wherever they come from. */
export class SlackTokens {
  readonly #workspaces: SlackWorkspaces;
  readonly #passing: PassingTokens;

  constructor(workspaces: SlackWorkspaces, passing: PassingTokens) {
    this.#workspaces = workspaces;
    this.#passing = passing;
  }

  /**
   * Undefined: this process does not know any.
   * @throws SlackError if that can't be told at the moment
   */
  async find(teamId: string): Promise<string | undefined> {
    const passing = this.#passing.find(teamId);
    const workspace = await this.#workspaces.find([teamId]).catch((error: unknown) => {
      if (passing !== undefined) return undefined;
      throw error;
    });
    return workspace?.botToken ?? passing;
  }
}
