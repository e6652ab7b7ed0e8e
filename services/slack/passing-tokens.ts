/** Of so many workspaces tokens are remembered at most. */
const MOST = 1_000;

/**
 * The bot tokens that Azure's Slack channel sends along with its activities. They live in this process alone:
 * none is ever stored, so after a start they are unknown until people say something.
 */
export class PassingTokens {
  readonly #tokens = new Map<string, string>();

  /** @param teamId `T…` */
  remember(teamId: string, token: string): void {
    // The latest stays longest.
    this.#tokens.delete(teamId);
    this.#tokens.set(teamId, token);
    const [oldest] = this.#tokens.keys();
    if (this.#tokens.size > MOST && oldest !== undefined) this.#tokens.delete(oldest);
  }

  find(teamId: string): string | undefined {
    return this.#tokens.get(teamId);
  }
}
