import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { BridgeError } from '../errors.ts';

/** Another process works in the folder. */
export class FolderInUseError extends BridgeError {
  constructor(folder: string, options?: ErrorOptions) {
    super(
      'folder.inUse',
      `Another process is using ${folder}. Stop it, or give this one a DATA_DIR of its own.`,
      { action: 'giveUp' },
      options,
    );
  }
}

const STALE_MS = 5_000;
const POLL_MS = 200;

/**
 * Takes a folder for this process alone and returns the function that gives it back. The lock of a process
 * that was killed lapses after five seconds.
 * @param patienceMs how long to wait for another to let go; by default long enough for one that was killed.
 * @throws FolderInUseError if the other process is alive.
 */
export async function lockFolder(
  folder: string,
  patienceMs = STALE_MS + 2_000,
): Promise<() => Promise<void>> {
  const take = (retries: number): Promise<() => Promise<void>> =>
    lock(folder, {
      // Inside, because the place beside it may not be ours to write to, such as the root of a container.
      lockfilePath: join(folder, '.lock'),
      stale: STALE_MS,
      update: STALE_MS / 5,
      retries: { retries, minTimeout: POLL_MS, maxTimeout: POLL_MS, factor: 1 },
      // The machine was asleep, say. If another process has used the time, this one must not write any
      // more: the rejection ends it.
      onCompromised: () => {
        take(0).then((again) => {
          release = again;
        });
      },
    });
  let release: () => Promise<void>;
  try {
    release = await take(Math.ceil(patienceMs / POLL_MS));
  } catch (error) {
    const isHeld = error instanceof Error && 'code' in error && error.code === 'ELOCKED';
    throw isHeld ? new FolderInUseError(folder, { cause: error }) : error;
  }
  return () => release();
}
