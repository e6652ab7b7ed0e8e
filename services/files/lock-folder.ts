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

/**
 * Takes a folder for this process alone and returns the function that gives it back. The lock of a process
 * that was killed lapses after five seconds, which this waits for.
 * @throws FolderInUseError if the other process is alive.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  try {
    return await lock(folder, {
      stale: STALE_MS,
      update: STALE_MS / 5,
      retries: { retries: 35, minTimeout: 200, maxTimeout: 200, factor: 1 },
    });
  } catch (error) {
    throw new FolderInUseError(folder, { cause: error });
  }
}
