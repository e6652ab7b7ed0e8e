import type { Database } from '../../database/database.ts';
import { BridgeError, type Recovery } from '../../errors.ts';
import type { Attempt } from '../attempt.ts';
import { backOffMs } from '../back-off.ts';
import { lockForward, noteChange } from '../changes.ts';
import { sendFollowing } from '../delivery/turn-order.ts';
import { type FailureListener, failureOf, UNEXPECTED } from '../failure-of.ts';
import type { ForwardJobs } from '../forward-jobs.ts';
import { loadForward } from '../forward-rows.ts';
import type { IntakeLimits } from '../intake-limits.ts';
import { isAwaited } from '../is-awaited.ts';
import type { AlbumRules } from '../messages/join-pictures.ts';
import type { Failure, FileFinder, Forward, SharedFile } from '../types.ts';
import { endFinding } from './end-finding.ts';
import { PartlyFoundError } from './partly-found-error.ts';

export interface FindFilesServices {
  readonly database: Database;
  readonly jobs: ForwardJobs;
  readonly finder: FileFinder;
  readonly albums: AlbumRules;
  readonly limits: Pick<IntakeLimits, 'filesPerMessage'>;
  /** Told of every failure that people are shown or that is tried again. */
  readonly onFailure?: FailureListener;
  /** How long to wait before another attempt, in milliseconds. Default: {@link backOffMs}. */
  readonly waitAfter?: typeof backOffMs;
}

/** For how long files are asked for again, in milliseconds. */
const PATIENCE_MS = 10 * 60_000;

/** Asks for the files of a message whose activity did not carry them. Safe to run again at any point. */
export async function findFiles(
  services: FindFilesServices,
  forwardId: string,
  attempt: Attempt,
): Promise<void> {
  const { database, jobs, finder } = services;
  const forward = await loadForward(database, forwardId);
  const lookup = forward?.lookup;
  if (forward?.stage !== 'finding' || !lookup) return;
  await sendFollowing(database, jobs, forwardId, async () => {
    let files: readonly SharedFile[];
    try {
      files = await finder.find(lookup, attempt.signal);
    } catch (error) {
      return stumble(services, forward, error, attempt);
    }
    await endFinding(services, forward, { files });
  });
}

async function stumble(
  services: FindFilesServices,
  forward: Forward,
  error: unknown,
  { signal, isLastTry }: Attempt,
): Promise<void> {
  if (signal.aborted) throw error;
  const failure = failureOf(error);
  if (failure.code === UNEXPECTED && !isLastTry) throw error;
  services.onFailure?.(error, { forwardId: forward.id, isMinor: !isAwaited(forward) });
  const recovery: Recovery = error instanceof BridgeError ? error.recovery : { action: 'giveUp' };
  const isNoted = recovery.action === 'retry' && (await findAgain(services, forward, failure, recovery));
  if (isNoted) return;
  await endFinding(
    services,
    forward,
    error instanceof PartlyFoundError ? { files: error.files } : { failure },
  );
}

/** False: there has been trouble for too long by now. */
async function findAgain(
  { database, jobs, waitAfter = backOffMs }: FindFilesServices,
  forward: Forward,
  failure: Failure,
  { afterMs, throttled }: Extract<Recovery, { action: 'retry' }>,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const forwardId = forward.id;
    if ((await lockForward(tx, forwardId)) !== 'finding') return true;
    const [noted] = await tx.query<{ attempts: number }>(
      `UPDATE bridge.forwards SET find_failure = $2::jsonb, find_failed_at = coalesce(find_failed_at, now()),
         find_attempts = find_attempts + $3
       WHERE id = $1 AND (find_failed_at IS NULL OR find_failed_at > now() - make_interval(secs => $4))
       RETURNING find_attempts AS attempts`,
      [forwardId, JSON.stringify(failure), throttled ? 0 : 1, PATIENCE_MS / 1000],
    );
    if (!noted) return false;
    const wait = Math.min(afterMs ?? waitAfter(noted.attempts), PATIENCE_MS);
    await jobs.find(tx, forward, new Date(Date.now() + wait));
    await noteChange(tx, jobs, forwardId);
    return true;
  });
}
