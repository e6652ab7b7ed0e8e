/** An organisation in Slack. */
export interface Team {
  /** `T…` */
  readonly id: string;
  readonly name: string;
  /** Of `https://DOMAIN.slack.com/`. */
  readonly domain: string;
}

/** What the app is in one workspace. */
export interface BotUser {
  /** `U…`, which mentions name. */
  readonly userId: string;
  /** `B…`, which its messages are marked with. */
  readonly botId: string;
  readonly appId: string;
  readonly name: string;
}
