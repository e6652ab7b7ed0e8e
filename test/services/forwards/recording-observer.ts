import type { ForwardObserver } from '../../../services/forwards/observer.ts';
import type { Forward } from '../../../services/forwards/types.ts';

const PATIENCE_MS = 15_000;

/** A chat that remembers what it was told, and that tests can wait for. */
export class RecordingObserver implements ForwardObserver {
  /** The share of a post's bytes that Kaizala had taken, as it was told, by post. */
  readonly progress = new Map<string, number[]>();
  readonly #shown = new Map<string, Forward>();
  readonly #listeners = new Set<() => void>();

  async show(forward: Forward): Promise<void> {
    const known = this.#shown.get(forward.id);
    if (!known || known.revision <= forward.revision) this.#shown.set(forward.id, forward);
    this.#tell();
  }

  uploading(_forward: Forward, postId: string, fraction: number): void {
    this.progress.set(postId, [...(this.progress.get(postId) ?? []), fraction]);
    this.#tell();
  }

  async settled(): Promise<void> {}

  lastShown({ id }: Pick<Forward, 'id'>): Forward | undefined {
    return this.#shown.get(id);
  }

  /** Resolves with the forward as it was last shown, once it was shown like this. */
  waitFor({ id }: Pick<Forward, 'id'>, isReached: (forward: Forward) => boolean): Promise<Forward> {
    return this.until(
      () => {
        const shown = this.#shown.get(id);
        return shown && isReached(shown) ? shown : undefined;
      },
      () => JSON.stringify(this.#shown.get(id), null, 1),
    );
  }

  /** Resolves with what `look` finds after any news. */
  until<T>(look: () => T | undefined, explain = () => 'nothing of the kind'): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(deadline);
        this.#listeners.delete(check);
        resolve(found);
      };
      const deadline = setTimeout(() => {
        this.#listeners.delete(check);
        reject(new Error(`It was never shown. Last shown: ${explain()}`));
      }, PATIENCE_MS);
      this.#listeners.add(check);
      check();
    });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
