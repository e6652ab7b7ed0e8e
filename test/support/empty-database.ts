import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPglite, type PgliteDatabase } from '../../services/database/pglite-database.ts';

let model: Promise<string> | undefined;

/**
 * Puts an embedded database without tables where `openPglite` would create one, which takes ten times as long.
 * @param folder a folder as `openPglite` gets it, which need not exist
 */
export async function putEmptyDatabase(folder: string): Promise<void> {
  model ??= createModel();
  await cp(await model, folder, { recursive: true });
}

/** Opens a new database without tables in a folder, which is created if missing. */
export async function openEmptyDatabase(folder: string): Promise<PgliteDatabase> {
  await putEmptyDatabase(folder);
  return openPglite(folder);
}

async function createModel(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bridge-empty-database-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await (await openPglite(folder)).close();
  return folder;
}
