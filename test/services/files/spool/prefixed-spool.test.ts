import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openFolderSpool } from '../../../../services/files/spool/folder-spool.ts';
import { prefixedSpool } from '../../../../services/files/spool/prefixed-spool.ts';
import type { Spool } from '../../../../services/files/spool/spool.ts';

describe('two databases with one spool', () => {
  let folder: string;
  let one: Spool;
  let other: Spool;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bridge-spool-'));
    const spool = await openFolderSpool(folder);
    one = prefixedSpool(spool, 'one_');
    other = prefixedSpool(spool, 'other_');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function* bytes(text: string) {
    yield Buffer.from(text);
  }
  const keys = async (spool: Spool) => {
    const found: string[] = [];
    for await (const { key } of spool.entries()) found.push(key);
    return found;
  };

  it('do not see, read or remove each other’s files', async () => {
    await one.write('a', bytes('mine'));
    await other.write('a', bytes('theirs'));
    await other.write('b', bytes('theirs too'));
    assert.deepEqual([await keys(one), (await keys(other)).sort()], [['a'], ['a', 'b']]);
    assert.equal((await buffer(one.open('a'))).toString(), 'mine');
    await one.remove('b');
    await one.remove('a');
    assert.deepEqual((await readdir(folder)).sort(), ['other_a', 'other_b']);
  });
});
