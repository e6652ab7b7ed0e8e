import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import type { Spool } from '../../../../services/files/spool/spool.ts';
import {
  SpoolEntryMissingError,
  SpoolWriteLostError,
} from '../../../../services/files/spool/spool-errors.ts';

const MIB = 1024 * 1024;

export const bytesOf = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

/** Gives this and then breaks off. */
export async function* broken(head: Uint8Array = Buffer.from('the first half')): AsyncGenerator<Uint8Array> {
  yield head;
  throw new Error('broken off');
}

export async function keysOf(spool: Spool): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of spool.entries()) keys.push(key);
  return keys.sort();
}

/** Random bytes in chunks of odd sizes, and what they hash to once they have gone by. */
function randomStream(chunks: number, chunkBytes: number) {
  const hash = createHash('sha256');
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (let index = 0; index < chunks; index++) {
      const chunk = randomBytes(chunkBytes);
      hash.update(chunk);
      yield chunk;
    }
  }
  return { bytes: bytes(), sha256: () => hash.digest('hex') };
}

async function sha256Of(stream: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}

/** What every spool does. `current` gives an empty one; a test asks for it anew. */
export function behavesAsSpool(current: () => Spool): void {
  it('gives back what was written, as often as it is asked for', async () => {
    await current().write('a', bytesOf('one ', 'two'));
    assert.equal(await text(current().open('a')), 'one two');
    assert.equal(await text(current().open('a')), 'one two');
  });

  it('gives back 20 MB as they were', async () => {
    const { bytes, sha256 } = randomStream(200, 100_003);
    await current().write('a', bytes, 200 * 100_003);
    assert.equal(await sha256Of(current().open('a')), sha256());
  }).timeout(30_000);

  it('gives any part of an entry', async () => {
    const bytes = randomBytes(2 * MIB + 100_000);
    await current().write('a', Readable.from([bytes]));
    for (const [start, end] of [
      [0, 10],
      [5, 6],
      [100_000, MIB + 100_001],
      [bytes.length - 3, bytes.length + 100],
      [bytes.length, bytes.length + 1],
      [bytes.length + 50, bytes.length + 60],
    ] as const) {
      const part = await buffer(current().open('a', { start, end }));
      assert.ok(part.equals(bytes.subarray(start, end)), `${start} to ${end}: ${part.length} bytes`);
    }
    await assert.rejects(text(current().open('nothing', { start: 3, end: 9 })), SpoolEntryMissingError);
  });

  for (const size of [0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB]) {
    it(`gives back ${size} bytes as they were`, async () => {
      const bytes = randomBytes(size);
      await current().write('a', Readable.from(size > 0 ? [bytes] : []));
      assert.ok((await buffer(current().open('a'))).equals(bytes));
    });
  }

  it('keeps entries apart', async () => {
    await Promise.all(['a', 'ab', 'b'].map((key) => current().write(key, bytesOf(key))));
    await current().remove('a');
    assert.deepEqual(await Promise.all(['ab', 'b'].map((key) => text(current().open(key)))), ['ab', 'b']);
  });

  for (const size of [1_000, 3 * MIB]) {
    it(`keeps nothing of a stream that breaks off after ${size} bytes`, async () => {
      await assert.rejects(current().write('a', broken(randomBytes(size))), /broken off/);
      assert.deepEqual(await keysOf(current()), []);
      await assert.rejects(text(current().open('a')), SpoolEntryMissingError);
    });
  }

  it('keeps the old bytes until the new ones are whole', async () => {
    await current().write('a', bytesOf('old'));
    await assert.rejects(current().write('a', broken()), /broken off/);
    assert.equal(await text(current().open('a')), 'old');
    async function* watched(): AsyncGenerator<Uint8Array> {
      yield randomBytes(2 * MIB);
      assert.equal(await text(current().open('a')), 'old');
    }
    await current().write('a', watched());
    await current().write('a', bytesOf('new'));
    assert.equal(await text(current().open('a')), 'new');
    assert.deepEqual(await keysOf(current()), ['a']);
  });

  it('lets several write one key at once, and keeps one of them whole', async () => {
    const writers = Array.from({ length: 4 }, () => randomStream(30, 99_991));
    const outcomes = await Promise.allSettled(writers.map(({ bytes }) => current().write('a', bytes)));
    const won = writers.filter((_, index) => outcomes[index]?.status === 'fulfilled');
    assert.ok(won.length > 0);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') assert.ok(outcome.reason instanceof SpoolWriteLostError);
    }
    const kept = await sha256Of(current().open('a'));
    assert.ok(won.map(({ sha256 }) => sha256()).includes(kept));
    assert.deepEqual(await keysOf(current()), ['a']);
  });

  it('says of an entry that is not there that it is missing, and that it may come', async () => {
    const failure = await text(current().open('nothing')).catch((error: unknown) => error);
    assert.ok(failure instanceof SpoolEntryMissingError);
    assert.deepEqual([failure.code, failure.recovery.action], ['spool.missing', 'retry']);
  });

  it('removes an entry, and does not mind if there is none', async () => {
    await current().write('a', bytesOf('one'));
    await current().remove('a');
    await current().remove('a');
    assert.deepEqual(await keysOf(current()), []);
    await assert.rejects(text(current().open('a')), SpoolEntryMissingError);
  });

  it('lists its entries with the time at which they were written', async () => {
    const before = Date.now();
    for (const key of ['a', 'b-1', 'c_2']) await current().write(key, bytesOf(key));
    const entries = [];
    for await (const entry of current().entries()) entries.push(entry);
    assert.deepEqual(entries.map(({ key }) => key).sort(), ['a', 'b-1', 'c_2']);
    // Storage counts in whole seconds, and disks by a clock that ticks every few milliseconds.
    for (const { modifiedAt } of entries) {
      assert.ok(Math.abs(modifiedAt.getTime() - before) < 5_000, String(modifiedAt));
    }
  });
}
