import type { Database } from '../database/database.ts';
import { lockForward, noteChange } from './changes.ts';
import type { ForwardJobs } from './forward-jobs.ts';

/** Keeps account of what people have been shown of each forward, in the one message about it. */
export class ForwardCards {
  readonly #database: Database;
  readonly #jobs: ForwardJobs;

  constructor(database: Database, jobs: ForwardJobs) {
    this.#database = database;
    this.#jobs = jobs;
  }

  /**
   * Remembers which revision of the forward people have seen, and has a newer one shown.
   * @param cardActivityId the message that shows it, if it was sent just now.
   * @returns whether there still is such a forward
   */
  async noteShown(id: string, revision: number, cardActivityId?: string): Promise<boolean> {
    const [row] = await this.#database.query<{ isOutdated: boolean }>(
      `UPDATE bridge.forwards SET card_activity_id = coalesce($3, card_activity_id),
         shown_revision = greatest(shown_revision, $2)
       WHERE id = $1 RETURNING revision > shown_revision AS "isOutdated"`,
      [id, revision, cardActivityId ?? null],
    );
    if (row?.isOutdated) await this.#jobs.show(this.#database, id);
    return row !== undefined;
  }

  /** Remembers the card that people see, by a fingerprint; undefined if that is not known. */
  async noteCard(id: string, shownCard: string | undefined): Promise<void> {
    await this.#database.query('UPDATE bridge.forwards SET shown_card = $2 WHERE id = $1', [
      id,
      shownCard ?? null,
    ]);
  }

  /**
   * Takes a message for the one that shows the forward, unless another one is known to.
   * @param message where it was seen, and its id
   */
  async recognize(id: string, message: { readonly scopeKey: string; readonly id: string }): Promise<void> {
    await this.#database.query(
      `UPDATE bridge.forwards SET card_activity_id = $2
       WHERE id = $1 AND scope_key = $3 AND card_activity_id IS NULL`,
      [id, message.id, message.scopeKey],
    );
  }

  /** Has the forward shown in this message from now on. */
  async adoptCard(id: string, cardActivityId: string): Promise<void> {
    await this.#database.transaction(async (tx) => {
      await lockForward(tx, id);
      await tx.query('UPDATE bridge.forwards SET card_activity_id = $2, shown_card = NULL WHERE id = $1', [
        id,
        cardActivityId,
      ]);
      await noteChange(tx, this.#jobs, id);
    });
  }

  /** Has the forward shown once more as it is, where something older may have been shown last. */
  async showAgain(id: string): Promise<void> {
    await this.#database.transaction(async (tx) => {
      await lockForward(tx, id);
      await tx.query('UPDATE bridge.forwards SET shown_card = NULL WHERE id = $1', [id]);
      await noteChange(tx, this.#jobs, id);
    });
  }

  /** Calls the observer again later, because the forward could not be shown now. */
  showLater(id: string, at: Date): Promise<void> {
    return this.#jobs.show(this.#database, id, at);
  }

  /** From now on the forward is shown by whoever works on it: the turn that recorded it waits no longer. */
  async showFromNow(id: string): Promise<void> {
    await this.#database.transaction(async (tx) => {
      await lockForward(tx, id);
      await tx.query('UPDATE bridge.forwards SET shown_from = now() WHERE id = $1', [id]);
      await this.#jobs.show(tx, id);
    });
  }
}
