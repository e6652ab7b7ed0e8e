/** One run of a job. */
export interface Attempt {
  readonly signal: AbortSignal;
  /** Whether an error that nobody foresaw is to be recorded, as it has come back again and again. */
  readonly isLastTry: boolean;
}

export interface DeliveryAttempt extends Attempt {
  /** Decides whose call to Kaizala goes first. See delivery/rank.ts. */
  readonly rank: number;
}
