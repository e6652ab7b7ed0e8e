import { Readable } from 'node:stream';
import type { BlobClient } from '@azure/storage-blob';
import type { BlobCalls } from './blob-calls.ts';

const PART_BYTES = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

/**
 * The bytes of a blob, fetched part by part as they are asked for: whoever reads slowly keeps no connection
 * waiting, which the storage would close. Fails if the blob is replaced in the middle.
 */
export class BlobReadable extends Readable {
  readonly #blob: BlobClient;
  readonly #calls: BlobCalls;
  readonly #isOver = new AbortController();
  #version: { readonly size: number; readonly etag: string } | undefined;
  #offset = 0;
  #part = Buffer.alloc(0);

  constructor(blob: BlobClient, calls: BlobCalls) {
    super();
    this.#blob = blob;
    this.#calls = calls;
  }

  override _read(): void {
    this.#nextChunk().then(
      (chunk) => this.push(chunk),
      (error: Error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#isOver.abort();
    done(error);
  }

  /** Small, so that whoever counts bytes sees them move even on a slow line. */
  async #nextChunk(): Promise<Uint8Array | null> {
    if (this.#part.length === 0) this.#part = await this.#nextPart();
    if (this.#part.length === 0) return null;
    const chunk = this.#part.subarray(0, CHUNK_BYTES);
    this.#part = this.#part.subarray(CHUNK_BYTES);
    return chunk;
  }

  async #nextPart(): Promise<Buffer<ArrayBuffer>> {
    this.#version ??= await this.#currentVersion();
    const { size, etag: ifMatch } = this.#version;
    const count = Math.min(PART_BYTES, size - this.#offset);
    const part = Buffer.alloc(count);
    if (count > 0) {
      await this.#calls.make(
        (abortSignal) =>
          this.#blob.downloadToBuffer(part, this.#offset, count, { abortSignal, conditions: { ifMatch } }),
        this.#isOver.signal,
      );
    }
    this.#offset += count;
    return part;
  }

  async #currentVersion() {
    const { contentLength: size = 0, etag = '' } = await this.#calls.make(
      (abortSignal) => this.#blob.getProperties({ abortSignal }),
      this.#isOver.signal,
    );
    return { size, etag };
  }
}
