/** For how long things are kept. Fractions are fine. */
export interface Retention {
  /** A forward that nobody answers. */
  readonly unansweredDays: number;
  /** The bytes of a post that failed. */
  readonly failedFilesHours: number;
  /** A forward that has ended, as history. */
  readonly historyDays: number;
}

export const SECONDS_A_DAY = 86_400;
export const SECONDS_AN_HOUR = 3_600;
