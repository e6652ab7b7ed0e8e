import type { Database } from '../database/database.ts';
import type { Spool } from '../files/spool.ts';
import type { KaizalaClient } from '../kaizala/types.ts';
import type { backOffMs } from './back-off.ts';
import type { FailureListener } from './failure-of.ts';
import type { ForwardJobs } from './forward-jobs.ts';
import type { ForwardObserver } from './observer.ts';

export interface DeliveryServices {
  readonly database: Database;
  readonly jobs: ForwardJobs;
  readonly spool: Spool;
  readonly kaizala: KaizalaClient;
  readonly observer: ForwardObserver;
  /** Told of every failure that people are shown or that is tried again. */
  readonly onFailure?: FailureListener;
  /** After how many milliseconds a call to Kaizala has surely ended. Default: 70 seconds. */
  readonly settleMs?: number;
  /** How long to wait before another attempt, in milliseconds. Default: {@link backOffMs}. */
  readonly waitAfter?: typeof backOffMs;
}
