/** How the app answered what Slack sent it. */
export interface AppAnswer {
  /** 0 if no answer came in time, or none at all. */
  readonly status: number;
  /** By Socket Mode the payload of the acknowledgement, as JSON; empty if it had none. */
  readonly body: string;
  /** From the request until the whole answer was there. */
  readonly durationMs: number;
  /** Whether the app asks not to be told again. */
  readonly wantsNoRetry: boolean;
  /** As Slack gives it with a retry; undefined if all was well. */
  readonly failure?: RetryReason;
}

export type RetryReason = 'http_timeout' | 'connection_failed' | 'http_error';

/** Whether Slack takes it for an answer. */
export function isGood({ status }: AppAnswer): boolean {
  return status >= 200 && status < 300;
}
