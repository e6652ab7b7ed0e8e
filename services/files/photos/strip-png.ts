import { crc32 } from 'node:zlib';
import type { ByteFeed } from './byte-feed.ts';
import { orientationOf, tiffOf } from './orientation.ts';
import { PhotoError } from './photo-error.ts';

/** Those that may be left out (their first letter is small), but change how the picture looks. */
const KEPT = new Set(
  'tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT sTER acTL fcTL fdAT'.split(' '),
);
const SIGNATURE_BYTES = 8;
const CRC_BYTES = 4;
const MOST_CHUNK_BYTES = 2 ** 31 - 1;
/** How much of Exif data is looked into. */
const EXIF_BYTES = 64 * 1024;

/**
 * The picture alone: its chunks, colours, and which way up it is to be shown. What lies behind its end is not
 * passed on.
 * @throws PhotoError (from the iteration) if something other than a chunk comes where one must begin
 */
export async function* stripPng(feed: ByteFeed): AsyncGenerator<Buffer> {
  yield await feed.take(SIGNATURE_BYTES);
  for (let type = ''; type !== 'IEND'; ) {
    const head = await feed.take(8);
    if (head.length < 8) return;
    const length = head.readUInt32BE();
    type = head.toString('latin1', 4);
    if (length > MOST_CHUNK_BYTES || !/^[A-Za-z]{4}$/.test(type)) throw new PhotoError();
    if (/^[A-Z]/.test(type) || KEPT.has(type)) {
      yield head;
      yield* feed.pass(length + CRC_BYTES);
    } else if (type === 'eXIf') {
      const exif = await feed.take(Math.min(length, EXIF_BYTES));
      await feed.skip(length + CRC_BYTES - exif.length);
      const orientation = orientationOf(exif);
      if (orientation !== undefined && orientation !== 1) yield exifChunk(tiffOf(orientation));
    } else {
      await feed.skip(length + CRC_BYTES);
    }
  }
}

function exifChunk(tiff: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('eXIf'), tiff]);
  const chunk = Buffer.alloc(4 + body.length + CRC_BYTES);
  chunk.writeUInt32BE(tiff.length);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), 4 + body.length);
  return chunk;
}
