import { DownloadError } from './download-error.ts';

/** Over how long the pace is measured, in milliseconds. */
const WINDOW_MS = 60_000;
/** The least that has to come in that time, in bytes: one kibibyte a second, which every line can. */
const LEAST_BYTES = 60 * 1024;

/** Sees that a download gets on: bytes that come one by one would never be a standstill, and never an end. */
export class MinimumPace {
  readonly #now: () => number;
  #windowBegan: number;
  #bytes = 0;

  /** @param now in milliseconds, on a clock that goes on evenly */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#windowBegan = now();
  }

  /** Counts bytes that came. @throws DownloadError if they are too few for the time that they took. */
  take(bytes: number): void {
    this.#bytes += bytes;
    const now = this.#now();
    if (now - this.#windowBegan < WINDOW_MS) return;
    if (this.#bytes < LEAST_BYTES) throw DownloadError.tooSlow();
    this.#windowBegan = now;
    this.#bytes = 0;
  }
}
