import { BridgeError } from '../../services/errors.ts';

/** The Bot Framework's connector answered with an error, or Slack with what amounts to that. */
export class ChatAnswerError extends BridgeError {
  readonly statusCode: number;
  /** How long the connector asks to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(statusCode: number, detail: string, retryAfterMs?: number, options?: ErrorOptions) {
    super(
      'chat.answered',
      `The chat answered with ${statusCode}${detail && ` (${detail})`}.`,
      { action: 'retry', ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) },
      options,
    );
    this.statusCode = statusCode;
    this.retryAfterMs = retryAfterMs;
  }
}
