import { Readable } from 'node:stream';
import type { BlobClient } from '@azure/storage-blob';
import type { BlobCalls } from './blob-calls.ts';
import type { ByteRange } from './spool.ts';

const PART_BYTES = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;
const ALL: ByteRange = { start: 0, end: Number.POSITIVE_INFINITY };

/**
 * Bytes of a blob, fetched part by part as they are asked for: whoever reads slowly keeps no connection
 * waiting, which the storage would close. Fails if the blob is replaced in the middle.
 */
export class BlobReadable extends Readable {
  readonly #blob: BlobClient;
  readonly #calls: BlobCalls;
  readonly #isOver = new AbortController();
  readonly #end: number;
  #version: { readonly size: number; readonly etag: string } | undefined;
  #offset: number;
  #part = Buffer.alloc(0);

  constructor(blob: BlobClient, calls: BlobCalls, { start, end }: ByteRange = ALL) {
    super();
    this.#offset = start;
    this.#end = end;
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
    const count = Math.max(0, Math.min(PART_BYTES, Math.min(size, this.#end) - this.#offset));
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
