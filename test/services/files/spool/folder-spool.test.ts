import assert from 'node:assert/strict';
import fs from 'node:fs';
import fsPromises, { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import sinon from 'sinon';
import { openFolderSpool } from '../../../../services/files/spool/folder-spool.ts';
import type { Spool } from '../../../../services/files/spool/spool.ts';
import { SpoolFullError, SpoolWriteLostError } from '../../../../services/files/spool/spool-errors.ts';
import { behavesAsSpool, broken, bytesOf, keysOf } from './spool-contract.ts';

type OpenedListener = (error: NodeJS.ErrnoException | null, fd: number) => void;
type WrittenListener = (error: NodeJS.ErrnoException) => void;

const MIB = 1024 * 1024;

describe('the spool in a folder', () => {
  let parent: string;
  let folder: string;
  let spool: Spool;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'bridge-spool-'));
    folder = join(parent, 'new', 'spool');
    spool = await openFolderSpool(folder);
  });
  afterEach(async () => {
    sinon.restore();
    syncBuiltinESMExports();
    await rm(parent, { recursive: true });
  });

  behavesAsSpool(() => spool);

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
    sinon.stub(fs, 'open').callsFake(slowly as typeof fs.open);
    await assert.rejects(spool.write('a', broken()), /broken off/);
    await opened.promise;
    assert.deepEqual(await readdir(folder), []);
  });

  it('shows nothing under the key while it is being written', async () => {
    const seen: string[][] = [];
    async function* watched(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(MIB);
      seen.push(await readdir(folder));
    }
    await spool.write('a', watched());
    assert.equal(seen.length, 1);
    assert.equal(seen[0]?.includes('a'), false);
    assert.match(seen[0]?.[0] ?? '', /^a\.[\w-]+\.part$/);
  });

  it('removes what a killed process left half written', async () => {
    for (const name of ['a.part', 'a.0f-1.part', 'a', 'ab.0f-1.part'])
      await writeFile(join(folder, name), 'x');
    await spool.remove('a');
    assert.deepEqual(await readdir(folder), ['ab.0f-1.part']);
  });

  it('lists what is half written under its key, and leaves out what is none of its own', async () => {
    for (const name of ['a', 'a.0f-1.part', 'b.part', '.lock', 'notes.txt']) {
      await writeFile(join(folder, name), 'x');
    }
    await mkdir(join(folder, 'lost-and-found'));
    assert.deepEqual(await keysOf(spool), ['a', 'a', 'b']);
  });

  it('tells a writer whose bytes were removed meanwhile', async () => {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(MIB);
      await spool.remove('a');
      yield Buffer.alloc(MIB);
    }
    await assert.rejects(spool.write('a', bytes()), SpoolWriteLostError);
    assert.deepEqual(await readdir(folder), []);
  });

  it('finds its entries again in a new process', async () => {
    await spool.write('a', bytesOf('kept'));
    assert.equal(await text((await openFolderSpool(folder)).open('a')), 'kept');
  });

  describe('when the disk is nearly full', () => {
    /** Lets the disk have so much room each time that it is looked at; the last one stays. */
    function leaveRoom(...rooms: readonly number[]) {
      let looks = 0;
      const looked = sinon.stub(fsPromises, 'statfs').callsFake((async () => ({
        blocks: 1_000_000,
        bsize: 1,
        bavail: rooms[Math.min(looks++, rooms.length - 1)],
      })) as unknown as typeof fsPromises.statfs);
      syncBuiltinESMExports();
      return looked;
    }
    /** So many chunks of a mebibyte, and how many were taken. */
    function counted(chunks: number) {
      const taken = { count: 0 };
      async function* bytes(): AsyncGenerator<Uint8Array> {
        for (; taken.count < chunks; taken.count++) yield Buffer.alloc(MIB);
      }
      return { bytes: bytes(), taken };
    }

    it('takes no byte if what is to stay free is not there', async () => {
      const { bytes, taken } = counted(1);
      const full = await openFolderSpool(folder, Number.MAX_SAFE_INTEGER);
      const failure = await full.write('a', bytes).catch((error: unknown) => error);
      assert.ok(failure instanceof SpoolFullError);
      assert.deepEqual([failure.code, failure.recovery.action], ['spool.full', 'retry']);
      assert.match(failure.message, /disk is nearly full.*Nothing was lost.*administrator/);
      assert.equal(taken.count, 0);
      assert.deepEqual(await readdir(folder), []);
    });

    it('counts the bytes that were announced', async () => {
      leaveRoom(100 * MIB);
      const careful = await openFolderSpool(folder, 90 * MIB);
      const { bytes, taken } = counted(1);
      await assert.rejects(careful.write('a', bytes, 10 * MIB + 1), SpoolFullError);
      assert.equal(taken.count, 0);
      await careful.write('a', counted(10).bytes, 10 * MIB);
      assert.deepEqual(await readdir(folder), ['a']);
    });

    it('looks again while it writes, and keeps nothing once there is no more room', async () => {
      const looked = leaveRoom(100 * MIB, 96 * MIB, 90 * MIB);
      const careful = await openFolderSpool(folder, 91 * MIB);
      const { bytes, taken } = counted(1_000);
      await assert.rejects(careful.write('a', bytes), SpoolFullError);
      assert.equal(looked.callCount, 3);
      assert.ok(taken.count <= 16, `${taken.count} MiB were taken`);
      assert.deepEqual(await readdir(folder), []);
    });

    it('keeps what is there', async () => {
      await spool.write('a', bytesOf('kept'));
      leaveRoom(0);
      await assert.rejects((await openFolderSpool(folder, 1)).write('a', bytesOf('new')), SpoolFullError);
      assert.equal(await text(spool.open('a')), 'kept');
    });

    it('goes on where nobody can tell how much room there is', async () => {
      sinon.stub(fsPromises, 'statfs').rejects(Object.assign(new Error('no'), { code: 'ENOSYS' }));
      syncBuiltinESMExports();
      const careful = await openFolderSpool(folder, 1);
      await careful.write('a', bytesOf('kept'));
      assert.equal(await text(careful.open('a')), 'kept');
    });

    for (const code of ['ENOSPC', 'EDQUOT']) {
      it(`says so as well when the disk says ${code}`, async () => {
        const refuse = (...parameters: unknown[]) => {
          (parameters.at(-1) as WrittenListener)(Object.assign(new Error(code), { code }));
        };
        sinon.stub(fs, 'write').callsFake(refuse as unknown as typeof fs.write);
        sinon.stub(fs, 'writev').callsFake(refuse as unknown as typeof fs.writev);
        await assert.rejects(spool.write('a', bytesOf('one', 'two')), SpoolFullError);
        sinon.restore();
        assert.deepEqual(await readdir(folder), []);
      });
    }
  });
});
