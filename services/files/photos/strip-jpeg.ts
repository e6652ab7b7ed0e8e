import type { ByteFeed } from './byte-feed.ts';
import { orientationOf, tiffOf } from './orientation.ts';
import { PhotoError } from './photo-error.ts';

/** Markers, by their second byte (ITU-T T.81, table B.1). */
const EOI = 0xd9;
const SOS = 0xda;
const APP = { jfif: 0xe0, exif: 0xe1, icc: 0xe2, adobe: 0xee } as const;
const EXIF = 'Exif\0\0';
/** Of a JFIF segment with its marker and length, without the small picture that may follow. */
const JFIF_BYTES = 18;

/**
 * The picture alone: tables, scans, colour profile, and which way up it is to be shown. What lies behind its end,
 * such as other pictures or a film, is not passed on.
 * @throws PhotoError (from the iteration) if something other than a segment comes where one must begin
 */
export async function* stripJpeg(feed: ByteFeed): AsyncGenerator<Buffer> {
  yield await feed.take(2);
  let isTurned = false;
  for (;;) {
    const marker = await nextMarker(feed);
    if (marker === undefined) return;
    if (marker === EOI) return yield Buffer.of(0xff, EOI);
    const segment = await nextSegment(feed, marker);
    if (!segment) return;
    const kept: Buffer | undefined = isTurned && marker === APP.exif ? undefined : keptOf(marker, segment);
    isTurned ||= marker === APP.exif && kept !== undefined;
    if (kept) yield kept;
    if (marker === SOS) yield* scan(feed);
  }
}

/** Undefined at the end. */
async function nextMarker(feed: ByteFeed): Promise<number | undefined> {
  const [first] = await feed.take(1);
  if (first === undefined) return undefined;
  if (first !== 0xff) throw new PhotoError();
  for (;;) {
    const [marker] = await feed.take(1);
    // Any number of these may fill up to a marker.
    if (marker === 0xff) continue;
    if (marker !== undefined && (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8))) throw new PhotoError();
    return marker;
  }
}

/** With its marker and length; undefined if the photo breaks off in it. */
async function nextSegment(feed: ByteFeed, marker: number): Promise<Buffer | undefined> {
  const head = await feed.peek(2);
  if (head.length < 2) return undefined;
  const length = head.readUInt16BE();
  if (length < 2) throw new PhotoError();
  const segment = await feed.take(length);
  return segment.length === length ? Buffer.concat([Buffer.of(0xff, marker), segment]) : undefined;
}

function keptOf(marker: number, segment: Buffer): Buffer | undefined {
  if (marker < APP.jfif) return segment;
  const begins = (name: string) => segment.subarray(4, 4 + name.length).equals(Buffer.from(name, 'latin1'));
  if (marker === APP.jfif && begins('JFIF\0')) return withoutThumbnail(segment);
  if (marker === APP.exif && begins(EXIF)) return exifOf(orientationOf(segment.subarray(10)));
  if (marker === APP.icc && begins('ICC_PROFILE\0')) return segment;
  if (marker === APP.adobe && begins('Adobe')) return segment;
  return undefined;
}

function withoutThumbnail(segment: Buffer): Buffer {
  if (segment.length <= JFIF_BYTES) return segment;
  const kept = Buffer.from(segment.subarray(0, JFIF_BYTES));
  kept.writeUInt16BE(JFIF_BYTES - 2, 2);
  kept.writeUInt16BE(0, JFIF_BYTES - 2);
  return kept;
}

function exifOf(orientation: number | undefined): Buffer | undefined {
  if (orientation === undefined || orientation === 1) return undefined;
  const tiff = tiffOf(orientation);
  const head = Buffer.from([0xff, APP.exif, 0, 2 + EXIF.length + tiff.length]);
  return Buffer.concat([head, Buffer.from(EXIF, 'latin1'), tiff]);
}

/** The compressed picture, up to the next marker that is none of its own. */
async function* scan(feed: ByteFeed): AsyncGenerator<Buffer> {
  for (;;) {
    const chunk = await feed.some();
    const end = endOfScan(chunk);
    if (end > 0) yield chunk.subarray(0, end);
    if (end === chunk.length && chunk.length > 0) continue;
    feed.putBack(chunk.subarray(end));
    const next = await feed.peek(2);
    if (next.length < 2) return yield* feed.pass();
    if (endOfScan(next) === 0) return;
  }
}

/** The offset of the first marker, or of a last byte that may begin one; the length if there is neither. */
function endOfScan(chunk: Buffer): number {
  for (let at = chunk.indexOf(0xff); at !== -1; at = chunk.indexOf(0xff, at + 1)) {
    const next = chunk[at + 1];
    const isOwn = next === 0 || next === 0xff || (next !== undefined && next >= 0xd0 && next <= 0xd7);
    if (!isOwn) return at;
  }
  return chunk.length;
}
