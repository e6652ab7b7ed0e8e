import type { Logger } from 'pino';
import { UnderWay } from '../under-way.ts';

/** What goes on after Slack was answered. */
export class BackgroundWork {
  readonly #log: Logger;
  readonly #underWay = new UnderWay();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Begins once whoever calls has had the time to answer. What it rejects with is logged. */
  begin(what: string, work: () => Promise<void>): void {
    this.#underWay.add(
      new Promise((resolve) => setImmediate(resolve))
        .then(work)
        .catch((error: unknown) => this.#log.error({ err: error, what }, 'what Slack asked for failed')),
    );
  }

  /** Resolves when nothing goes on any more. */
  idle(): Promise<void> {
    return this.#underWay.idle();
  }
}
