/** So many answers are kept at most. */
const MOST = 2_000;

/** Answers that count for a while: those who ask at the same time share one question. A failure is not kept. */
export class KeptBriefly<T> {
  readonly #keptMs: number;
  readonly #now: () => number;
  readonly #kept = new Map<string, { readonly answer: Promise<T>; readonly until: number }>();

  /** @param keptMs in milliseconds, from the question on */
  constructor(keptMs: number, now: () => number = Date.now) {
    this.#keptMs = keptMs;
    this.#now = now;
  }

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept && kept.until > this.#now()) return kept.answer;
    const answer = ask();
    const entry = { answer, until: this.#now() + this.#keptMs };
    this.#kept.delete(key);
    this.#kept.set(key, entry);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
    answer.catch(() => {
      if (this.#kept.get(key) === entry) this.#kept.delete(key);
    });
    return answer;
  }
}
