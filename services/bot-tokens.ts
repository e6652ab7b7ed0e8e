/** The bot's tokens for the Bot Framework's connector. Implemented by bot/. */
export interface BotTokens {
  /**
   * A token that is good for now; undefined if the bot has no credentials, so that nobody asks it for one.
   * It goes to the origin of an authenticated activity's `serviceUrl` alone.
   */
  token(): Promise<string | undefined>;
}
