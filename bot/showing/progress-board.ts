import type { Progress } from '../cards/forward-view.ts';

/** How far apart two updates of one message are, in milliseconds. Teams throttles bots that say more. */
const INTERVAL_MS = 2_000;
/** How long something that matters waits for an update that is under way, in milliseconds. */
const SETTLING_TAKES_MS = 1_000;

interface Entry {
  readonly progress: Map<string, number>;
  timer: NodeJS.Timeout | undefined;
  underWay: Promise<void> | undefined;
}

export interface ProgressBoardOptions {
  /** Draws the forward anew with `progressOf` it. It must not reject. */
  readonly show: (forwardId: string) => Promise<void>;
  /** Told when a show ends that was not waited for, and may have undone what came after it. It must not reject. */
  readonly onOvertaken: (forwardId: string) => Promise<void>;
}

/** Collects how far uploads are, and has that shown now and then, one show of a forward at a time. */
export class ProgressBoard {
  readonly #options: ProgressBoardOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: ProgressBoardOptions) {
    this.#options = options;
  }

  note(forwardId: string, postId: string, fraction: number): void {
    const entry = this.#entry(forwardId);
    entry.progress.set(postId, fraction);
    // While one is under way, none is queued behind it: by then there will be other news.
    if (entry.underWay) return;
    entry.timer ??= setTimeout(() => {
      entry.timer = undefined;
      entry.underWay = this.#options.show(forwardId).then(() => {
        entry.underWay = undefined;
      });
    }, INTERVAL_MS);
  }

  progressOf(forwardId: string): Progress {
    return this.#entries.get(forwardId)?.progress ?? new Map();
  }

  /** Stops showing progress, and waits a moment for what is on its way. */
  async settle(forwardId: string): Promise<void> {
    const entry = this.#entries.get(forwardId);
    if (!entry) return;
    clearTimeout(entry.timer);
    this.#entries.delete(forwardId);
    const { underWay } = entry;
    if (!underWay || (await isOver(underWay, SETTLING_TAKES_MS))) return;
    void underWay.then(() => this.#options.onOvertaken(forwardId));
  }

  #entry(forwardId: string): Entry {
    const known = this.#entries.get(forwardId);
    if (known) return known;
    const entry: Entry = { progress: new Map(), timer: undefined, underWay: undefined };
    this.#entries.set(forwardId, entry);
    return entry;
  }
}

/** Whether it ends within this time, in milliseconds. */
async function isOver(work: Promise<void>, ms: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ms);
  void work.then(() => resolve(true));
  const isEnded = await promise;
  clearTimeout(timer);
  return isEnded;
}
