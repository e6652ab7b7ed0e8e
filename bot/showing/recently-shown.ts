/** Remembers for a while which forwards were shown, so that people are not shown news faster than they want them. */
export class RecentlyShown {
  readonly #intervalMs: number;
  readonly #shownAt = new Map<string, number>();

  /** @param intervalMs how long a forward counts as shown just now, in milliseconds */
  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  note(forwardId: string): void {
    const now = Date.now();
    this.#shownAt.set(forwardId, now);
    setTimeout(() => {
      if (this.#shownAt.get(forwardId) === now) this.#shownAt.delete(forwardId);
    }, this.#intervalMs).unref();
  }

  /** From when on it may be shown again; undefined if it may be now. */
  nextTime(forwardId: string): Date | undefined {
    const shownAt = this.#shownAt.get(forwardId);
    const next = (shownAt ?? Number.NEGATIVE_INFINITY) + this.#intervalMs;
    return next > Date.now() ? new Date(next) : undefined;
  }
}
