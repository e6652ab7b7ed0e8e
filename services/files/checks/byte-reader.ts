import { buffer } from 'node:stream/consumers';
import type { CheckedFile } from './file-check.ts';

/** A container contradicts itself, so that it can't be looked into. */
export class UnreadableError extends Error {}

const BLOCK_BYTES = 256 * 1024;
/** How many blocks are kept at a time. */
const BLOCKS = 8;

/** Any bytes of a file, with no more than 2 MiB of it in memory. */
export class ByteReader {
  readonly size: number;
  readonly #file: CheckedFile;
  readonly #signal: AbortSignal;
  readonly #blocks = new Map<number, Buffer>();
  /** What is left until a container that is read round and round is given up. */
  #budget: number;

  constructor(file: CheckedFile, signal: AbortSignal) {
    this.size = file.size;
    this.#file = file;
    this.#signal = signal;
    this.#budget = 8 * BLOCKS + 4 * Math.ceil(file.size / BLOCK_BYTES);
  }

  /**
   * So many bytes; fewer at the end.
   * @throws UnreadableError if the container sends round in circles, or what the file's stream fails with
   */
  async read(offset: number, length: number): Promise<Buffer> {
    const end = Math.min(offset + length, this.size);
    const parts: Buffer[] = [];
    for (let at = offset; at < end; ) {
      const index = Math.floor(at / BLOCK_BYTES);
      const block = await this.#block(index);
      const start = index * BLOCK_BYTES;
      const part = block.subarray(at - start, end - start);
      if (part.length === 0) break;
      parts.push(part);
      at += part.length;
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  async #block(index: number): Promise<Buffer> {
    const known = this.#blocks.get(index);
    if (known) return known;
    this.#signal.throwIfAborted();
    if (this.#budget-- === 0) throw new UnreadableError('It is read over and over.');
    const start = index * BLOCK_BYTES;
    const block = await buffer(this.#file.open({ start, end: start + BLOCK_BYTES }));
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size === BLOCKS && oldest !== undefined) this.#blocks.delete(oldest);
    this.#blocks.set(index, block);
    return block;
  }
}
