import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { FolderInUseError } from '../../../services/database/lock-folder.ts';
import { openPglite } from '../../../services/database/pglite-database.ts';

const INSERT_FOREVER = fileURLToPath(new URL('./insert-forever.ts', import.meta.url));

describe('PGlite in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bridge-pglite-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps its rows from one opening to the next', async () => {
    const path = join(folder, 'a', 'new', 'one');
    const first = await openPglite(path);
    await first.script('CREATE TABLE notes (id bigint); INSERT INTO notes VALUES (7)');
    await first.close();
    const second = await openPglite(path);
    assert.deepEqual(await second.query('SELECT id FROM notes'), [{ id: 7 }]);
    await second.close();
  });

  it('is refused to a second one while the first is open', async () => {
    const first = await openPglite(folder);
    try {
      await assert.rejects(openPglite(folder, undefined, 0), (error) => {
        assert.ok(error instanceof FolderInUseError);
        assert.ok(error.message.includes(folder));
        return true;
      });
      assert.deepEqual(await first.query('SELECT 1 AS one'), [{ one: 1 }]);
    } finally {
      await first.close();
    }
  });

  it('is handed on when the first closes while the second waits', async () => {
    const first = await openPglite(folder);
    const second = openPglite(folder);
    await first.close();
    await (await second).close();
  });

  it('does not blame another process for a folder that is no database', async () => {
    await writeFile(join(folder, 'pglite'), 'a file where a folder should be');
    await assert.rejects(openPglite(folder), (error) => !(error instanceof FolderInUseError));
    // And lets go of it.
    await rm(join(folder, 'pglite'));
    await (await openPglite(folder, undefined, 0)).close();
  });

  it('is refused while another process has it, and whole after that process was killed', async () => {
    const child = spawn(process.execPath, [INSERT_FOREVER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = once(child, 'close');
    let committed = 0;
    let isTried = false;
    try {
      for await (const line of createInterface(child.stdout)) {
        committed = Number(line);
        if (committed < 200) continue;
        if (!isTried) await assert.rejects(openPglite(folder, undefined, 0), FolderInUseError);
        isTried = true;
        child.kill('SIGKILL');
      }
    } finally {
      child.kill('SIGKILL');
      await closed;
    }
    const database = await openPglite(folder);
    const [rows] = await database.query<{ last: number; half: number; sum: number }>(
      'SELECT max(id) AS last, count(*) AS half, sum(id) AS sum FROM rows',
    );
    await database.close();
    assert.ok(rows && rows.last >= committed, `${rows?.last} of ${committed} rows are left`);
    assert.deepEqual([rows.half, rows.sum], [rows.last * 2, 0]);
  });
});
