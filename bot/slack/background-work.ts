import type { Logger } from 'pino';

/** What goes on after Slack was answered. */
export class BackgroundWork {
  readonly #log: Logger;
  readonly #underWay = new Set<Promise<void>>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Begins once whoever calls has had the time to answer. What it rejects with is logged. */
  begin(what: string, work: () => Promise<void>): void {
    const run = new Promise((resolve) => setImmediate(resolve))
      .then(work)
      .catch((error: unknown) => this.#log.error({ err: error, what }, 'what Slack asked for failed'))
      .then(() => {
        this.#underWay.delete(run);
      });
    this.#underWay.add(run);
  }

  /** Resolves when nothing goes on any more. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }
}
