import assert from 'node:assert/strict';
import fs from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import sinon from 'sinon';
import { openFolderSpool, type Spool } from '../../../services/files/spool.ts';

type OpenedListener = (error: NodeJS.ErrnoException | null, fd: number) => void;

describe('the spool in a folder', () => {
  let parent: string;
  let folder: string;
  let spool: Spool;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'bridge-spool-'));
    folder = join(parent, 'new', 'spool');
    spool = await openFolderSpool(folder);
  });
  afterEach(() => rm(parent, { recursive: true }));

  const bytes = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('the first half');
    throw new Error('broken off');
  }

  it('gives back what was written, as often as it is asked for', async () => {
    await spool.write('a', bytes('one ', 'two'));
    assert.equal(await text(spool.open('a')), 'one two');
    assert.equal(await text(spool.open('a')), 'one two');
  });

  it('keeps entries apart', async () => {
    await Promise.all(['a', 'b', 'c'].map((key) => spool.write(key, bytes(key))));
    assert.deepEqual(await Promise.all(['a', 'b', 'c'].map((key) => text(spool.open(key)))), ['a', 'b', 'c']);
  });

  it('keeps nothing of a stream that breaks off', async () => {
    await assert.rejects(spool.write('a', broken()), /broken off/);
    assert.deepEqual(await readdir(folder), []);
  });

  it('keeps nothing of a stream that breaks off before the disk has opened the file', async () => {
    const opened = Promise.withResolvers<void>();
    const open = fs.open as (path: string, flags: string, mode: number, done: OpenedListener) => void;
    const slowly: typeof open = (path, flags, mode, done) => {
      const tell: OpenedListener = (error, fd) => {
        done(error, fd);
        opened.resolve();
      };
      setTimeout(() => open(path, flags, mode, tell), 50);
    };
    const stub = sinon.stub(fs, 'open').callsFake(slowly as typeof fs.open);
    try {
      await assert.rejects(spool.write('a', broken()), /broken off/);
      await opened.promise;
    } finally {
      stub.restore();
    }
    assert.deepEqual(await readdir(folder), []);
  });

  it('keeps the old bytes until the new ones are whole', async () => {
    await spool.write('a', bytes('old'));
    await assert.rejects(spool.write('a', broken()), /broken off/);
    assert.equal(await text(spool.open('a')), 'old');
    await spool.write('a', bytes('new'));
    assert.equal(await text(spool.open('a')), 'new');
  });

  it('shows nothing under the key while it is being written', async () => {
    const half = Promise.withResolvers<void>();
    const seen: string[][] = [];
    async function* watched(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      seen.push(await readdir(folder));
      half.resolve();
    }
    await spool.write('a', watched());
    await half.promise;
    assert.equal(seen[0]?.includes('a'), false);
  });

  it('removes an entry, and does not mind if there is none', async () => {
    await spool.write('a', bytes('one'));
    await spool.remove('a');
    await spool.remove('a');
    assert.deepEqual(await readdir(folder), []);
    await assert.rejects(text(spool.open('a')), { code: 'ENOENT' });
  });

  it('removes what a killed process left half written', async () => {
    await spool.write('a.part', bytes('half'));
    await spool.remove('a');
    assert.deepEqual(await readdir(folder), []);
  });

  it('finds its entries again in a new process', async () => {
    await spool.write('a', bytes('kept'));
    assert.equal(await text((await openFolderSpool(folder)).open('a')), 'kept');
  });
});
