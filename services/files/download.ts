import { DownloadError } from './download-error.ts';
import { type FetchOptions, fetchBytes, type Keep } from './fetch-bytes.ts';
import type { FileAccess } from './file-access.ts';
import type { FileSource } from './file-source.ts';
import type { Inspection } from './inspect-stream.ts';
import { reachFile } from './reach-file.ts';

export interface DownloadOptions extends FetchOptions {
  readonly access: FileAccess;
}

/**
 * Fetches a file and hands its bytes to `keep` as they come. `keep` is called again, from the first byte, if
 * what came turned out not to be the file and there is another way to it.
 * @throws BridgeError saying why the bytes could not be had, or that they are not the file.
 */
export async function download(
  source: FileSource,
  keep: Keep,
  options: DownloadOptions,
): Promise<Inspection> {
  let reach = await reachFile(source, options.access, options.signal);
  for (;;) {
    try {
      return await fetchBytes(reach, keep, options);
    } catch (error) {
      if (!(error instanceof DownloadError) || !reach.instead) throw error;
      reach = await reach.instead(error);
    }
  }
}
