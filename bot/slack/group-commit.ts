/**
 * Stores things one after the other in groups: at once when nothing is being stored, else together with all that
 * came meanwhile. So one that comes alone does not wait, and many cost little more than one.
 */
export class GroupCommit<T> {
  readonly #store: (group: readonly T[]) => Promise<void>;
  readonly #mostAtOnce: number;
  #waiting: { readonly item: T; readonly stored: () => void; readonly failed: (error: unknown) => void }[] =
    [];
  #underWay: Promise<void> | undefined;

  /** @param store all of the group, or none of it */
  constructor(store: (group: readonly T[]) => Promise<void>, mostAtOnce: number) {
    this.#store = store;
    this.#mostAtOnce = mostAtOnce;
  }

  /** Resolves when the thing is stored. Rejects as the store does. */
  add(item: T): Promise<void> {
    return new Promise((stored, failed) => {
      this.#waiting.push({ item, stored, failed });
      this.#underWay ??= this.#storeAll();
    });
  }

  /** Resolves when nothing is being stored any more. */
  async idle(): Promise<void> {
    await this.#underWay;
  }

  async #storeAll(): Promise<void> {
    // What comes in the same moment goes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.#mostAtOnce);
      try {
        await this.#store(group.map(({ item }) => item));
        for (const { stored } of group) stored();
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
    }
    this.#underWay = undefined;
  }
}
