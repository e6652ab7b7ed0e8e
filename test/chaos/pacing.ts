/** How many forwards may begin before the kill that is due. */
const HEAD_START = 4;

/** Spreads the forwards over the kills, so that there is always something under way to be killed. */
export class Pacing {
  readonly #forwards: number;
  readonly #kills: number;
  #killed = 0;
  #held: { readonly index: number; readonly release: () => void }[] = [];

  constructor(forwards: number, kills: number) {
    this.#forwards = forwards;
    this.#kills = kills;
  }

  /** Resolves when the forward of that number, from 0, may begin. */
  turnOf(index: number): Promise<void> {
    return new Promise((release) => {
      this.#held.push({ index, release });
      this.#release();
    });
  }

  /** To be told how many kills there have been. */
  killed(kills: number): void {
    this.#killed = kills;
    this.#release();
  }

  #release(): void {
    const part = Math.min((this.#killed + 1) / (this.#kills + 1), 1);
    const isDue = ({ index }: { readonly index: number }) => index < part * this.#forwards + HEAD_START;
    const due = this.#held.filter(isDue);
    this.#held = this.#held.filter((held) => !isDue(held));
    for (const { release } of due) release();
  }
}
