import type { Database } from '../../database/database.ts';

/** Remembers which people have been told that their files have expired. */
export class ExpiryNotes {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** True for exactly one caller per forward, however many ask at once. */
  async claim(forwardId: string): Promise<boolean> {
    const claimed = await this.#database.query(
      `UPDATE bridge.forwards SET noted_at = now()
       WHERE id = $1 AND stage = 'expired' AND noted_at IS NULL RETURNING id`,
      [forwardId],
    );
    return claimed.length > 0;
  }

  /** The person could not be told now, so somebody else may. */
  async forget(forwardId: string): Promise<void> {
    await this.#database.query('UPDATE bridge.forwards SET noted_at = NULL WHERE id = $1', [forwardId]);
  }
}
