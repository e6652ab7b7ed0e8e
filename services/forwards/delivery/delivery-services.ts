import type { Database } from '../../database/database.ts';
import type { Spool } from '../../files/spool/spool.ts';
import type { KaizalaClient } from '../../kaizala/types.ts';
import type { backOffMs } from '../back-off.ts';
import type { FailureListener } from '../failure-of.ts';
import type { ForwardJobs } from '../forward-jobs.ts';
import type { ForwardObserver } from '../observer.ts';

export interface SettleTimes {
  /** From its beginning, if nobody saw its end since its process died. Default: 85 seconds. */
  readonly afterCrashMs: number;
  /** From the moment at which it broke, as Kaizala may still be at work on it. Default: 20 seconds. */
  readonly afterBreakMs: number;
}

export interface DeliveryServices {
  readonly database: Database;
  readonly jobs: ForwardJobs;
  readonly spool: Spool;
  readonly kaizala: KaizalaClient;
  /** Who posts: see kaizala/connector-key.ts. */
  readonly connector: string;
  readonly observer: ForwardObserver;
  /** Told of every failure that people are shown or that is tried again. */
  readonly onFailure?: FailureListener;
  /** After how long a call to Kaizala has surely come to its end, in milliseconds. */
  readonly settle?: SettleTimes;
  /** How long to wait before another attempt, in milliseconds. Default: {@link backOffMs}. */
  readonly waitAfter?: typeof backOffMs;
}
