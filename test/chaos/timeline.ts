interface Note {
  /** Milliseconds since the round began. */
  readonly at: number;
  readonly text: string;
  /** Undefined for what concerns everybody. */
  readonly forward: string | undefined;
}

/** What happened in a round, in order, for whoever has to find out why something went wrong. */
export class Timeline {
  readonly #start = Date.now();
  readonly #notes: Note[] = [];

  note(text: string, forward?: string): void {
    this.noteAt(new Date(), text, forward);
  }

  noteAt(time: Date, text: string, forward?: string): void {
    this.#notes.push({ at: time.getTime() - this.#start, text, forward });
  }

  /** One line for each thing that happened to a forward, and for what concerned everybody meanwhile. */
  of(forward: string): string {
    const own = this.#notes.filter((note) => note.forward === forward);
    const first = Math.min(...own.map(({ at }) => at));
    const last = Math.max(...own.map(({ at }) => at));
    return this.#notes
      .filter((note) => note.forward === forward || note.forward === undefined)
      .filter(({ at }) => at >= first && at <= last)
      .sort((a, b) => a.at - b.at)
      .map(({ at, text }) => `${(at / 1000).toFixed(3).padStart(9)} s  ${text}`)
      .join('\n');
  }
}
