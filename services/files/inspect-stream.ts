import { createHash } from 'node:crypto';
import { type DetectedType, detectType, HEAD_BYTES } from './detect-type.ts';
import { DownloadError } from './download-error.ts';
import { formatBytes } from './format-bytes.ts';

/** What is known of a file once all of its bytes have gone by. */
export interface Inspection {
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** What its first bytes look like, or else how it was served, if either is known. */
  readonly detected?: DetectedType;
}

/** How many leading bytes a web page's first tag has to show up in. */
const PAGE_BYTES = 512;

/**
 * Hands bytes through while it counts and hashes them.
 * @throws DownloadError (from the iteration) if there are none, too many, others than there should be, or if they are a web page.
 */
export class InspectedStream {
  readonly #hash = createHash('sha256');
  readonly #source: AsyncIterable<Uint8Array>;
  readonly #maxBytes: number;
  readonly #exactBytes: number | undefined;
  #size = 0;
  #head = Buffer.alloc(0);

  /** @param exactBytes how many there are, if it is known that all others are not the file */
  constructor(source: AsyncIterable<Uint8Array>, maxBytes: number, exactBytes?: number) {
    this.#source = source;
    this.#maxBytes = maxBytes;
    this.#exactBytes = exactBytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#source) {
      if (this.#head.length < HEAD_BYTES) this.#look(chunk);
      this.#size += chunk.length;
      if (this.#size > this.#maxBytes) throw DownloadError.tooLarge(formatBytes(this.#maxBytes));
      this.#hash.update(chunk);
      yield chunk;
    }
    if (this.#size === 0) throw DownloadError.empty();
    if (this.#exactBytes !== undefined && this.#size !== this.#exactBytes) {
      throw DownloadError.otherSize(this.#exactBytes);
    }
  }

  /** To be asked once, after the last byte. */
  async result(): Promise<Inspection> {
    const detected = await detectType(this.#head);
    return { size: this.#size, sha256: this.#hash.digest('hex'), ...(detected && { detected }) };
  }

  #look(chunk: Uint8Array): void {
    const isPageStillPossible = this.#head.length < PAGE_BYTES;
    this.#head = Buffer.concat([this.#head, chunk.subarray(0, HEAD_BYTES - this.#head.length)]);
    if (isPageStillPossible && looksLikeWebPage(this.#head.subarray(0, PAGE_BYTES))) {
      throw DownloadError.signInPage();
    }
  }
}

function looksLikeWebPage(head: Buffer): boolean {
  return /^\s*(?:\xEF\xBB\xBF)?\s*<(?:!doctype html|html)[\s>]/i.test(head.toString('latin1'));
}
