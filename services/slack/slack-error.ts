import { BridgeError, type Recovery } from '../errors.ts';

/** Slack's Web API refused a call, or could not be reached. */
export class SlackError extends BridgeError {
  /** Slack's own word for it, such as `channel_not_found`; undefined if it gave no answer. */
  readonly slackCode: string | undefined;

  constructor(
    slackCode: string | undefined,
    message: string,
    recovery: Recovery,
    options?: { readonly cause?: unknown },
  ) {
    super('slack.refused', message, recovery, options);
    this.slackCode = slackCode;
  }
}
