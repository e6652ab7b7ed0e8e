import { BridgeError } from '../../errors.ts';
import type { FileSource } from '../../files/file-source.ts';
import { backOffMs } from '../back-off.ts';

/** When to try again, and as which attempt it counts. */
export interface NextTry {
  /** How many have failed, without those that were only asked for patience. */
  readonly attempts: number;
  /** In milliseconds from now. */
  readonly afterMs: number;
}

export interface Trouble {
  readonly source: FileSource;
  /** Whether its bytes are here already, so that a link may die. */
  readonly isFetched?: boolean;
  /** How many attempts had failed before. */
  readonly attempts: number;
  /** When the first of them did. */
  readonly since: Date;
}

/** A link of Teams' own lives for minutes, and a person waits: after this many tries they are asked what to do. */
const ATTEMPTS_AT_A_LINK = 4;
/** Whatever is asked for anew each time lives longer: this many tries are about ten minutes. */
const ATTEMPTS = 10;
/** For how long, in milliseconds, a file is tried however often it is asked for patience. */
const LONGEST_MS = 10 * 60_000;

/** Whether and when another attempt to fetch a file makes sense after this error; undefined if none does. */
export function nextTry(
  error: unknown,
  { source, isFetched, attempts, since }: Trouble,
  waitAfter: typeof backOffMs = backOffMs,
): NextTry | undefined {
  if (!(error instanceof BridgeError) || error.recovery.action !== 'retry') return undefined;
  const { afterMs = 0, throttled } = error.recovery;
  const counted = throttled ? attempts : attempts + 1;
  const wait = Math.max(afterMs, waitAfter(Math.max(counted, 1)));
  const isHurried = source.kind === 'teamsDownload' && !isFetched;
  const isSpent = counted >= (isHurried ? ATTEMPTS_AT_A_LINK : ATTEMPTS);
  if (isSpent || Date.now() + wait - since.getTime() > LONGEST_MS) return undefined;
  return { attempts: counted, afterMs: wait };
}
