import type { DownloadError } from './download-error.ts';
import type { Home } from './egress/egress-policy.ts';
import type { FileSource } from './file-source.ts';

/** What is to be requested for a file's bytes. */
export interface Reach {
  /** Whose hosts it may be fetched from. */
  readonly kind: FileSource['kind'];
  readonly url: URL;
  /** The service that the file belongs to, where that is known from elsewhere than the url. */
  readonly home?: Home;
  /** The header of the first request. It goes along with no redirect. */
  readonly authorization?: string;
  /** In bytes, if it is known before anything is requested. */
  readonly size?: number;
  /** Whether other than so many bytes are not the file. */
  readonly isSizeExact?: boolean;
  /**
   * What to request instead after this error.
   * @throws BridgeError that tells the person more, or the same error, if there is nothing.
   */
  readonly instead?: (error: DownloadError) => Promise<Reach>;
}
