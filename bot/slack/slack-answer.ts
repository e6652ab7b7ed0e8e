/** What Slack is told at once, and what is done after that. */
export interface SlackAnswer {
  /** The answer's JSON, such as `{ response_action: 'errors', … }`; absent: an empty one. */
  readonly body?: object;
  /** Begins as soon as the answer is given. The bot's stop waits for it, and an error of it is logged. */
  readonly after?: () => Promise<void>;
}
