import { RestError } from '@azure/storage-blob';
import { plainCause } from '../../plain-cause.ts';
import { SpoolEntryMissingError, SpoolUnavailableError, SpoolWriteLostError } from './spool-errors.ts';

/** A call may take this long with all its retries, in milliseconds: an upload that waits for it has a minute. */
const LONGEST_CALL_MS = 30_000;

/** Makes calls to the storage that end in time, with an answer or an error of ours that holds no secret. */
export class BlobCalls {
  readonly #secrets: readonly string[];

  constructor(connectionString: string) {
    this.#secrets = [...connectionString.matchAll(/(?:AccountKey|SharedAccessSignature)=([^;]+)/gi)].map(
      ([, secret = '']) => secret,
    );
  }

  /**
   * @param signal ends the call early
   * @throws SpoolEntryMissingError, SpoolWriteLostError or SpoolUnavailableError
   */
  async make<T>(call: (abortSignal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const limit = AbortSignal.timeout(LONGEST_CALL_MS);
    try {
      return await call(signal ? AbortSignal.any([limit, signal]) : limit);
    } catch (error) {
      throw this.#translated(error);
    }
  }

  /** What went wrong in words that may be logged. */
  causeOf(error: unknown): Error {
    return plainCause(error, this.#secrets);
  }

  #translated(error: unknown): Error {
    const cause = this.causeOf(error);
    const { statusCode, code } = error instanceof RestError ? error : {};
    if (statusCode === 404 && code !== 'ContainerNotFound') return new SpoolEntryMissingError({ cause });
    if (code === 'InvalidBlockList') return new SpoolWriteLostError({ cause });
    const words = 'The place where this bot keeps files did not answer as it should. Try again later.';
    return new SpoolUnavailableError(words, { cause });
  }
}
