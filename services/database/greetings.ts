import type { Database } from './database.ts';

/** Remembers in which conversations the bot has introduced itself. */
export class Greetings {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** True for exactly one caller per conversation, however many ask at once. */
  async claim(conversationKey: string): Promise<boolean> {
    const claimed = await this.#database.query(
      'INSERT INTO bridge.greetings (conversation_key) VALUES ($1) ON CONFLICT DO NOTHING RETURNING 1',
      [conversationKey],
    );
    return claimed.length > 0;
  }

  /** Of what is said once an hour, nobody asks again after a day. */
  async forgetHourly(): Promise<void> {
    await this.#database.query(
      `DELETE FROM bridge.greetings
       WHERE conversation_key LIKE '%|limit|%' AND greeted_at < now() - interval '1 day'`,
    );
  }

  /** The bot was removed: should it come back, it says hello again. */
  async forget(conversationKey: string): Promise<void> {
    await this.#database.query('DELETE FROM bridge.greetings WHERE conversation_key = $1', [conversationKey]);
  }
}
