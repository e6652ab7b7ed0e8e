import type { Database } from '../services/database/database.ts';
import { openPglite, type PgliteDatabase } from '../services/database/pglite-database.ts';
import { openPostgres } from '../services/database/postgres-database.ts';
import { SecretBox } from '../services/database/secret-box.ts';
import type { Config } from './config/config.ts';

/** Opens the database that the configuration names, whose secrets are sealed with its keys. */
export async function openDatabase({
  databaseUrl,
  dataDir,
  encryptionKeys,
}: Pick<Config, 'databaseUrl' | 'dataDir' | 'encryptionKeys'>): Promise<Database | PgliteDatabase> {
  const secrets = new SecretBox(encryptionKeys);
  return databaseUrl ? openPostgres(databaseUrl, secrets) : openPglite(dataDir, secrets);
}
