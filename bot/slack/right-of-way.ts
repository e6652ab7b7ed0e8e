/** Beyond this, storing takes so long that others should leave the engine to it, in milliseconds. */
const SLOW_MS = 150;
/** Nobody gives way for longer, in milliseconds, or a rush that does not end would stop everything else. */
const LONGEST_MS = 5_000;
const LOOK_EVERY_MS = 50;

/**
 * Lets what Slack waits for go before what it does not wait for: both need the same process and database, and
 * Slack gives up after three seconds.
 */
export class RightOfWay {
  /** When those that are under way began, in milliseconds of `performance`, the oldest first. */
  readonly #began = new Set<{ readonly at: number }>();
  #lastTookMs = 0;
  #endedAt = 0;

  /** Does something for which Slack waits. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    const beginning = { at: performance.now() };
    this.#began.add(beginning);
    try {
      return await work();
    } finally {
      this.#began.delete(beginning);
      this.#endedAt = performance.now();
      this.#lastTookMs = this.#endedAt - beginning.at;
    }
  }

  /** Resolves when what Slack waits for goes fast enough. */
  async give(): Promise<void> {
    const end = performance.now() + LONGEST_MS;
    while (this.#isSlow() && performance.now() < end) await pause();
  }

  #isSlow(): boolean {
    const now = performance.now();
    const [oldest] = this.#began;
    if (oldest && now - oldest.at > SLOW_MS) return true;
    return this.#lastTookMs > SLOW_MS && now - this.#endedAt < SLOW_MS;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
