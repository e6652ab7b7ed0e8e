import { AsyncLocalStorage } from 'node:async_hooks';
import { afterInput } from './after-input.ts';

const people = new AsyncLocalStorage<true>();

/** Has everything that `work` asks of an embedded database go before what no person, nor their chat, waits for. */
export function forPeople<T>(work: () => Promise<T>): Promise<T> {
  return people.run(true, work);
}

/** So many people go before others, and then one of those has its turn, so that none waits for ever. */
const PEOPLE_IN_A_ROW = 8;

/** Lines up what wants the embedded database, which does one thing at a time: where a person waits goes first. */
export class PeopleFirst {
  readonly #people: (() => void)[] = [];
  readonly #others: (() => void)[] = [];
  #isBusy = false;
  #inARow = 0;

  /** Settles as `work` does, which has the database to itself. It must not line up again. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isBusy) {
      const line = people.getStore() ? this.#people : this.#others;
      await new Promise<void>((resolve) => line.push(resolve));
    }
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      void this.#next();
    }
  }

  async #next(): Promise<void> {
    // Whoever is done may want more at once, and goes before others then if they are people.
    await afterInput();
    const isOthersTurn = this.#inARow >= PEOPLE_IN_A_ROW && this.#others.length > 0;
    const person = isOthersTurn ? undefined : this.#people.shift();
    this.#inARow = person ? this.#inARow + 1 : 0;
    const first = person ?? this.#others.shift();
    if (first) first();
    else this.#isBusy = false;
  }
}
