import type { Logger } from 'pino';
import type { FileLookup } from '../../services/files/file-lookup.ts';
import type { FileFinder, SharedFile } from '../../services/forwards/types.ts';

/** The person waits for the answer to what may well be a command: in milliseconds. */
const PATIENCE_MS = 2_000;

export interface FindingServices {
  readonly finder: FileFinder;
  readonly log: Logger;
}

/**
 * The files of a message whose words alone came along, asked for at once. None as well if that can't be told in
 * time: the words are then taken for what they seem to be.
 */
export async function filesBehindWords(
  { finder, log }: FindingServices,
  lookup: FileLookup,
): Promise<readonly SharedFile[]> {
  try {
    return await finder.find(lookup, AbortSignal.timeout(PATIENCE_MS));
  } catch (error) {
    log.debug({ err: error }, 'whether a message has files could not be told');
    return [];
  }
}
