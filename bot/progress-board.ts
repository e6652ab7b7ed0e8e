import type { Progress } from './cards/forward-view.ts';

/** How far apart two updates of one message are, in milliseconds. Teams throttles bots that say more. */
const INTERVAL_MS = 2_000;

interface Entry {
  readonly progress: Map<string, number>;
  timer: NodeJS.Timeout | undefined;
  underWay: Promise<void>;
}

/** Collects how far uploads are, and has that shown now and then. */
export class ProgressBoard {
  readonly #show: (forwardId: string) => Promise<void>;
  readonly #entries = new Map<string, Entry>();

  /** @param show draws the forward anew with `progressOf` it. It must not reject. */
  constructor(show: (forwardId: string) => Promise<void>) {
    this.#show = show;
  }

  note(forwardId: string, postId: string, fraction: number): void {
    const entry = this.#entry(forwardId);
    entry.progress.set(postId, fraction);
    entry.timer ??= setTimeout(() => {
      entry.timer = undefined;
      entry.underWay = entry.underWay.then(() => this.#show(forwardId));
    }, INTERVAL_MS);
  }

  progressOf(forwardId: string): Progress {
    return this.#entries.get(forwardId)?.progress ?? new Map();
  }

  /** Stops showing progress, and waits for what is on its way. */
  async settle(forwardId: string): Promise<void> {
    const entry = this.#entries.get(forwardId);
    if (!entry) return;
    clearTimeout(entry.timer);
    this.#entries.delete(forwardId);
    await entry.underWay;
  }

  #entry(forwardId: string): Entry {
    const known = this.#entries.get(forwardId);
    if (known) return known;
    const entry: Entry = { progress: new Map(), timer: undefined, underWay: Promise.resolve() };
    this.#entries.set(forwardId, entry);
    return entry;
  }
}
