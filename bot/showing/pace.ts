/** Keeps things that happen under one key apart in time. */
export class Pace {
  readonly #intervalMs: number;
  readonly #resting = new Map<string, Promise<unknown>>();

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** Resolves when the interval since the last turn of this key is over, which begins the next. */
  async wait(key: string): Promise<void> {
    const previous = this.#resting.get(key) ?? Promise.resolve();
    const rest = previous.then(() => this.#interval());
    this.#resting.set(key, rest);
    rest.then(() => {
      if (this.#resting.get(key) === rest) this.#resting.delete(key);
    });
    await previous;
  }

  #interval(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, this.#intervalMs).unref();
    });
  }
}
