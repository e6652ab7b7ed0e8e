import type { Database } from './database.ts';
import { placeOf } from './secret-box.ts';
import { SecretBoxError } from './secret-box-error.ts';

/** Where secrets lie, each with the key of its table. */
const SECRETS = [
  {
    table: 'kaizala_connectors',
    key: 'application_id',
    keyType: 'text',
    column: 'refresh_token',
    isJson: false,
  },
  { table: 'slack_installations', key: 'team_id', keyType: 'text', column: 'bot_token', isJson: false },
  { table: 'forwards', key: 'id', keyType: 'uuid', column: 'conversation_reference', isJson: true },
  { table: 'files', key: 'id', keyType: 'uuid', column: 'source', isJson: true },
] as const;

type SecretColumn = (typeof SECRETS)[number];

const BATCH = 100;

/**
 * Seals all secrets with the first key that are not yet, so that a new key, or the first one, holds for everything.
 * Without a key there is nothing to do. It may be broken off, and run beside others that do the same.
 * @returns how many were sealed
 * @throws SecretBoxError if some are sealed with a key that is not there
 */
export async function sealAnew(database: Database): Promise<number> {
  let count = 0;
  for (const column of SECRETS) count += await sealColumn(database, column);
  return count;
}

async function sealColumn(database: Database, secret: SecretColumn): Promise<number> {
  const { mark } = database.secrets;
  if (mark === undefined) {
    const sealed = await find(database, secret, 'starts_with', 'sealed:', { limit: 1 });
    if (sealed.length > 0) throw SecretBoxError.noKey();
    return 0;
  }
  let count = 0;
  let after: string | undefined;
  for (;;) {
    const rows = await find(database, secret, 'NOT starts_with', mark, { limit: BATCH, after });
    for (const { id, text } of rows) await seal(database, secret, id, text);
    count += rows.length;
    if (rows.length < BATCH) return count;
    after = rows.at(-1)?.id;
  }
}

function find(
  database: Database,
  { table, key, keyType, column, isJson }: SecretColumn,
  condition: 'starts_with' | 'NOT starts_with',
  beginning: string,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ id: string; text: string }[]> {
  const text = isJson ? `${column} #>> '{}'` : column;
  return database.query(
    `SELECT ${key}::text AS id, ${text} AS text FROM bridge.${table}
     WHERE ${column} IS NOT NULL AND ${condition}(${text}, $1) AND ($3::${keyType} IS NULL OR ${key} > $3::${keyType})
     ORDER BY ${key} LIMIT $2`,
    [beginning, limit, after ?? null],
  );
}

/** What was changed meanwhile is left alone: whoever changed it has sealed it. */
async function seal(
  { query, secrets }: Database,
  { table, key, keyType, column, isJson }: SecretColumn,
  id: string,
  text: string,
): Promise<void> {
  const place = placeOf(`${table}.${column}`, id);
  const sealed = secrets.seal(secrets.open(text, place), place);
  await query(
    `UPDATE bridge.${table} SET ${column} = ${isJson ? 'to_jsonb($2::text)' : '$2'}
     WHERE ${key} = $1::${keyType} AND ${isJson ? `${column} #>> '{}'` : column} = $3`,
    [id, sealed, text],
  );
}
