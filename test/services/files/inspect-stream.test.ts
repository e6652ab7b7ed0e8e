import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { generateBytes } from '../../../emulators/files/generate-bytes.ts';
import { DownloadError } from '../../../services/files/download-error.ts';
import { InspectedStream } from '../../../services/files/inspect-stream.ts';

async function* chunksOf(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

const drain = async (stream: InspectedStream) => {
  const passed: Uint8Array[] = [];
  for await (const chunk of stream) passed.push(chunk);
  return Buffer.concat(passed);
};
const inspect = async (chunks: (string | Uint8Array)[], maxBytes = 1000) => {
  const stream = new InspectedStream(chunksOf(...chunks), maxBytes);
  const bytes = await drain(stream);
  return { bytes: bytes.toString(), ...(await stream.result()) };
};
const fails = (code: string) => (error: unknown) => error instanceof DownloadError && error.code === code;

describe('a stream that is inspected', () => {
  it('passes the bytes on, counted and hashed', async () => {
    const sha256 = createHash('sha256').update('one two').digest('hex');
    assert.deepEqual(await inspect(['one', ' ', 'two']), { bytes: 'one two', size: 7, sha256 });
  });

  it('may hold as many bytes as allowed and no more', async () => {
    assert.equal((await inspect(['1234', '5'], 5)).size, 5);
    await assert.rejects(inspect(['1234', '56'], 5), fails('download.tooLarge'));
  });

  it('may not be empty', async () => {
    await assert.rejects(inspect([]), fails('download.empty'));
    await assert.rejects(inspect(['']), fails('download.empty'));
  });

  for (const page of [
    ['<!DOCTYPE html><html>'],
    ['<html lang="en">'],
    ['<HTML>'],
    ['\r\n  <!doctype html>'],
    ['\uFEFF<!DOCTYPE html >'],
    ['<', '!doc', 'type html>'],
    [' ', '', '<html>'],
  ]) {
    it(`may not be a web page: ${JSON.stringify(page)}`, async () => {
      await assert.rejects(inspect(page), fails('download.signInPage'));
    });
  }

  for (const file of [
    ['%PDF-1.7 <html>'],
    ['%PDF-1.7', '<html>'],
    ['PK', '<!DOCTYPE html>'],
    ['<?xml version="1.0"?>', '<htmlx>'],
    ['<htmlish>'],
    ['x'.repeat(512), '<html>'],
  ]) {
    it(`is no web page because of a tag further on: ${JSON.stringify(file).slice(0, 40)}`, async () => {
      assert.equal((await inspect(file)).bytes, file.join(''));
    });
  }

  it('is pulled no further ahead than a write buffer, however large it is', async () => {
    const size = 200 * 1024 * 1024;
    let pulled = 0;
    let written = 0;
    let furthest = 0;
    async function* source(): AsyncGenerator<Uint8Array> {
      for (const chunk of generateBytes(size)) {
        pulled += chunk.length;
        furthest = Math.max(furthest, pulled - written);
        yield chunk;
      }
    }
    const sink = createWriteStream('/dev/null');
    const stream = new InspectedStream(source(), size);
    const counted = async function* () {
      for await (const chunk of stream) {
        yield chunk;
        written += chunk.length;
      }
    };
    await pipeline(counted, sink);
    assert.equal((await stream.result()).size, size);
    assert.ok(furthest <= 1024 * 1024, `${furthest} bytes were pulled ahead`);
  });
});
