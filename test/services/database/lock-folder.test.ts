import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderInUseError, lockFolder } from '../../../services/database/lock-folder.ts';

describe('lockFolder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bridge-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives a folder to one at a time', async () => {
    const unlock = await lockFolder(folder);
    await assert.rejects(lockFolder(folder, 0), FolderInUseError);
    await unlock();
    await (await lockFolder(folder, 0))();
  });

  it('waits for one that lets go', async () => {
    const unlock = await lockFolder(folder);
    const next = lockFolder(folder);
    await unlock();
    await (await next)();
  });

  it('blames no other process for a folder that is not there', async () => {
    await assert.rejects(lockFolder(join(folder, 'missing'), 0), { code: 'ENOENT' });
  });
});
