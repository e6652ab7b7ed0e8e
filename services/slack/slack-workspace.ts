/** A workspace that has the Slack app, and what the bot is there. */
export interface SlackWorkspace {
  /** `T…`; or `E…` of an organisation that has the app for all of its workspaces, which is found by that. */
  readonly teamId: string;
  readonly botToken: string;
  /** The bot's user, whose mentions speak to it: `U…`. */
  readonly botUserId: string;
  /** What its own messages are marked with: `B…`. */
  readonly botId?: string;
}

/** The workspaces that have the Slack app. */
export interface SlackWorkspaces {
  /**
   * The first of these workspaces that has the app.
   * @param teamIds `T…`, the likeliest first, and those of organisations, `E…`, last
   * @throws SlackError if that can't be told at the moment
   */
  find(teamIds: readonly string[]): Promise<SlackWorkspace | undefined>;
}
