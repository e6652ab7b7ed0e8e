/** What has begun and is not over yet. */
export class UnderWay {
  readonly #work = new Set<Promise<void>>();

  /** Keeps account of work that never rejects. */
  add(work: Promise<void>): void {
    const counted = work.then(() => void this.#work.delete(counted));
    this.#work.add(counted);
  }

  /** Resolves when nothing goes on any more, neither of now nor of what began meanwhile. */
  async idle(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }
}
