import type { RecordedRequest } from '../../emulators/kaizala/http/request-log.ts';
import { tally } from './tally.ts';

const WINDOW_MS = 60_000;

export interface CallCounts {
  readonly total: number;
  readonly byOperation: ReadonlyMap<string, number>;
  /** Answered with 429, planned ones included. */
  readonly throttled: number;
  /** The most that were let in within any minute. */
  readonly busiestMinute: number;
}

/** @param requests oldest first. */
export function countCalls(requests: readonly RecordedRequest[]): CallCounts {
  const accepted = requests.filter(({ status }) => status !== 429).map(({ time }) => time);
  let busiestMinute = 0;
  let oldest = 0;
  for (const [index, time] of accepted.entries()) {
    while ((accepted[oldest] ?? time) <= time - WINDOW_MS) oldest += 1;
    busiestMinute = Math.max(busiestMinute, index - oldest + 1);
  }
  return {
    total: requests.length,
    byOperation: tally(requests.map(({ operation }) => operation)),
    throttled: requests.length - accepted.length,
    busiestMinute,
  };
}
