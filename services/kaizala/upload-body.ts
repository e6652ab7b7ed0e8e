import type { Readable } from 'node:stream';
import FormData from 'form-data';
import { BridgeError } from '../errors.ts';
import { plainCause } from '../plain-cause.ts';
import { KaizalaFileError } from './errors.ts';
import { measuredFile } from './measured-file.ts';
import { contentTypeOf } from './media-types.ts';
import { partFileName } from './part-file-name.ts';
import type { MediaFile } from './types.ts';

/** The multipart body of one attempt to upload. Files are opened one after the other, when their turn comes. */
export class UploadBody {
  readonly stream = new FormData();
  readonly #fileBytes: number;
  readonly #onProgress: ((sentBytes: number) => void) | undefined;
  #sentBytes = 0;
  #current: Readable | undefined;
  #failure: BridgeError | undefined;

  constructor(files: readonly MediaFile[], onProgress: ((sentBytes: number) => void) | undefined) {
    this.#fileBytes = files.reduce((sum, { size }) => sum + size, 0);
    this.#onProgress = onProgress;
    for (const file of files) {
      this.stream.append('files', (next: (part: Readable) => void) => next(this.#open(file)), {
        filename: partFileName(file.name),
        contentType: contentTypeOf(file.name),
        knownLength: file.size,
      });
    }
    // Whoever sends the body hears of failures too; this keeps one that comes before or after from being fatal.
    this.stream.on('error', () => {});
  }

  get headers(): Record<string, string> {
    return { ...this.stream.getHeaders(), 'content-length': String(this.stream.getLengthSync()) };
  }

  /** Why the body could not be sent, if that was a file's fault. */
  get failure(): BridgeError | undefined {
    return this.#failure;
  }

  get isSent(): boolean {
    return this.#sentBytes === this.#fileBytes;
  }

  /** Lets go of the file that is being read. Has to be called however the attempt ended. */
  close(): void {
    this.#current?.destroy();
    this.stream.destroy();
  }

  #open(file: MediaFile): Readable {
    this.#current = measuredFile(file, (count) => {
      this.#sentBytes += count;
      this.#onProgress?.(this.#sentBytes);
    });
    // First in line, so that the failure is known by the time that the request fails of it.
    this.#current.once('error', (error: Error) => {
      this.#failure ??= error instanceof BridgeError ? error : unreadable(error);
    });
    return this.#current;
  }
}

/** Reading may fail for a moment, with a spool behind a network, so another try is worth it. */
function unreadable(error: Error): KaizalaFileError {
  const message = 'The file could not be read. Try again, or share it again.';
  return new KaizalaFileError(message, { action: 'retry' }, { cause: plainCause(error) });
}
