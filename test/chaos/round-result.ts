import type { Engine } from '../support/cluster.ts';
import type { CallCounts } from './count-calls.ts';
import type { Outcome } from './judge-forward.ts';

export interface Violation {
  readonly text: string;
  /** What happened, one line each; absent for what concerns no one forward. */
  readonly timeline?: string;
}

/** What was done in a round, and what came of it. */
export interface RoundResult {
  readonly seed: number;
  readonly engine: Engine;
  readonly bots: number;
  readonly durationMs: number;
  readonly skewMs: number;
  readonly hasChoice: boolean;
  readonly outcomes: ReadonlyMap<Outcome, number>;
  /** What the bots posted. */
  readonly posts: number;
  readonly foreignPosts: number;
  readonly kills: number;
  readonly stops: number;
  readonly restarts: number;
  /** By where and what, such as `kaizala reset`; how many calls each has struck. */
  readonly faults: ReadonlyMap<string, number>;
  readonly calls: CallCounts;
  /** 429s that nobody had planned: the bots called too often. */
  readonly overBudget: number;
  /** Deliveries that had to be made again, as no bot had answered with 2xx. */
  readonly redeliveries: number;
  /** Deliveries of what a bot had taken already. */
  readonly copies: number;
  /** Forwards that got a second card because a bot was killed as it sent the first. */
  readonly secondCards: number;
  /** Answers that had to be given again, as the card still asked. */
  readonly answeredAgain: number;
  /** What people did about cards that ask for it, by button. */
  readonly chances: ReadonlyMap<string, number>;
  /** From the first answer until Kaizala had the post, in milliseconds, sorted. */
  readonly waits: readonly number[];
  /** What the bots wrote into their logs as errors, by message. */
  readonly errors: ReadonlyMap<string, number>;
  readonly violations: readonly Violation[];
  /** Where the logs are, if anything is wrong. */
  readonly logFolder?: string;
}
