/** Bytes that come in chunks of any size, taken in such pieces as a format has. */
export class ByteFeed {
  readonly #source: AsyncIterator<Uint8Array>;
  #ready = Buffer.alloc(0);
  #isOver = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** So many bytes, which stay to be taken; fewer at the end. */
  async peek(count: number): Promise<Buffer> {
    const chunks = [this.#ready];
    let length = this.#ready.length;
    while (length < count && !this.#isOver) {
      const chunk = await this.#pull();
      chunks.push(chunk);
      length += chunk.length;
    }
    if (chunks.length > 1) this.#ready = Buffer.concat(chunks);
    return this.#ready.subarray(0, count);
  }

  /** So many bytes; fewer at the end. */
  async take(count: number): Promise<Buffer> {
    const taken = await this.peek(count);
    this.#ready = this.#ready.subarray(taken.length);
    return taken;
  }

  /** What is at hand: at least one byte and at most `limit`; none at the end. */
  async some(limit = Number.POSITIVE_INFINITY): Promise<Buffer> {
    while (this.#ready.length === 0 && !this.#isOver) this.#ready = await this.#pull();
    return this.take(Math.min(limit, this.#ready.length));
  }

  /** Puts back what was taken last. */
  putBack(bytes: Buffer): void {
    this.#ready = Buffer.concat([bytes, this.#ready]);
  }

  /** The next bytes, so many if there are; by default all that are left. */
  async *pass(count = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      const chunk = await this.some(left);
      if (chunk.length === 0) return;
      left -= chunk.length;
      yield chunk;
    }
  }

  /** Drops the next bytes, so many if there are; by default all that are left. */
  async skip(count?: number): Promise<void> {
    for await (const _ of this.pass(count));
  }

  /** Nothing more is wanted. */
  async close(): Promise<void> {
    if (!this.#isOver) await this.#source.return?.();
  }

  async #pull(): Promise<Buffer<ArrayBuffer>> {
    const { done, value } = await this.#source.next();
    if (done) this.#isOver = true;
    return Buffer.from(done ? [] : value);
  }
}
