import { ByteFeed } from './byte-feed.ts';
import { stripJpeg } from './strip-jpeg.ts';
import { stripPng } from './strip-png.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * The bytes of a JPEG or PNG without what was written into it about place, time, camera and people. The picture
 * stays as it is, to the pixel, with its colours and the way up that it is shown. Anything else passes unchanged.
 * @throws PhotoError (from the iteration) if it can't be told what belongs to the picture
 */
export async function* stripPhoto(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const feed = new ByteFeed(bytes);
  try {
    const head = await feed.peek(PNG.length);
    if (head.subarray(0, JPEG.length).equals(JPEG)) yield* stripJpeg(feed);
    else if (head.equals(PNG)) yield* stripPng(feed);
    else yield* feed.pass();
    // Whoever counts the bytes that come in has to see them all.
    await feed.skip();
  } finally {
    await feed.close();
  }
}
