import { randomUUID } from 'node:crypto';
import { BridgeError } from '../errors.ts';
import type { Database, Queryable } from './database.ts';

/** Somebody else wrote the item since it was read. Read it again, and decide anew. */
export class StateConflictError extends BridgeError {
  constructor(key: string) {
    super('state.conflict', `The state "${key}" was changed by another turn.`, { action: 'retry' });
  }
}

interface StateItem {
  eTag?: string;
  [property: string]: unknown;
}

/**
 * The Bot Framework's `Storage`, by its shape, on the database. As that interface demands: a write without
 * an eTag, or with `*`, always wins; one with an eTag must find that eTag; an empty eTag is a mistake.
 * A batch is written whole or not at all.
 */
export class BotStateStorage {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async read(keys: string[]): Promise<Record<string, StateItem>> {
    if (!keys) throw new ReferenceError('Keys are required when reading.');
    if (keys.length === 0) return {};
    const rows = await this.#database.query<{ key: string; value: StateItem; etag: string }>(
      'SELECT key, value, etag FROM bridge.bot_state WHERE key = ANY($1::text[])',
      [keys],
    );
    return Object.fromEntries(rows.map((row) => [row.key, { ...row.value, eTag: row.etag }]));
  }

  /** @throws StateConflictError if an item's eTag is no longer the stored one. */
  async write(changes: Record<string, StateItem>): Promise<void> {
    if (!changes) throw new ReferenceError('Changes are required when writing.');
    const items = Object.entries(changes);
    if (items.length === 0) return;
    await this.#database.transaction(async (tx) => {
      for (const [key, item] of items) await writeItem(tx, key, item);
    });
  }

  async delete(keys: string[]): Promise<void> {
    if (!keys || keys.length === 0) return;
    await this.#database.query('DELETE FROM bridge.bot_state WHERE key = ANY($1::text[])', [keys]);
  }
}

async function writeItem(tx: Queryable, key: string, { eTag, ...value }: StateItem): Promise<void> {
  if (eTag === '') throw new StateConflictError(key);
  const isForced = eTag === undefined || eTag === null || eTag === '*';
  const written = await tx.query(
    `INSERT INTO bridge.bot_state AS stored (key, value, etag) VALUES ($1, $2::jsonb, $3)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, etag = excluded.etag
       WHERE $4::text IS NULL OR stored.etag = $4::text
     RETURNING key`,
    [key, JSON.stringify(value), randomUUID(), isForced ? null : eTag],
  );
  if (written.length === 0) throw new StateConflictError(key);
}
