import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';

/** A word that stands in everything that has to go. */
export const MARK = 'MARKED-place';

/** What a program has written into the samples, behind their first two bytes. */
const COMMENT_BYTES = 18;

/** A real photo, with nothing in it but the picture. */
export async function plainJpeg(name = 'aisle-c14.jpg'): Promise<Buffer> {
  const photo = await readFile(new URL(`../../../../demo/samples/${name}`, import.meta.url));
  return Buffer.concat([photo.subarray(0, 2), photo.subarray(2 + COMMENT_BYTES)]);
}

/** Exif data, as a TIFF structure: 52°30′ N, 13°24′ E, a camera's name, and which way up. */
export function exifTiff(orientation = 6, order: 'II' | 'MM' = 'II'): Buffer {
  const tiff = Buffer.alloc(220);
  const u16 = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const u32 = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  const entry = (at: number, tag: number, type: number, count: number, write: (value: number) => void) => {
    u16(tag, at);
    u16(type, at + 2);
    u32(count, at + 4);
    write(at + 8);
  };
  tiff.write(order === 'II' ? 'II*\0' : 'MM\0*', 'latin1');
  u32(8, 4);
  u16(3, 8);
  entry(10, 0x010f, 2, MARK.length + 1, (at) => u32(160, at));
  entry(22, 0x0112, 3, 1, (at) => u16(orientation, at));
  entry(34, 0x8825, 4, 1, (at) => u32(50, at));
  u16(4, 50);
  entry(52, 1, 2, 2, (at) => tiff.write('N', at));
  entry(64, 2, 5, 3, (at) => u32(112, at));
  entry(76, 3, 2, 2, (at) => tiff.write('E', at));
  entry(88, 4, 5, 3, (at) => u32(136, at));
  for (const [index, value] of [52, 1, 30, 1, 0, 1, 13, 1, 24, 1, 0, 1].entries())
    u32(value, 112 + 4 * index);
  tiff.write(MARK, 160);
  return tiff;
}

export function segment(marker: number, ...parts: (string | Buffer)[]): Buffer {
  const payload = Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')));
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}

/** What the photo keeps of its Exif data. */
export const keptExif = (orientation: number) =>
  segment(
    0xe1,
    'Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0',
    Buffer.of(orientation, 0, 0, 0, 0, 0, 0),
  );

export const icc = segment(0xe2, 'ICC_PROFILE\0\x01\x01', Buffer.alloc(500, 'profile'));

const xmp = `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>${MARK}</exif:GPSLatitude></x:xmpmeta>`;

/** All kinds of metadata that cameras and programs write. */
export const metadata = (tiff = exifTiff()) => [
  segment(0xe1, 'Exif\0\0', tiff),
  segment(0xe1, xmp),
  segment(0xe1, `http://ns.adobe.com/xmp/extension/\0${MARK}`),
  segment(0xe2, `MPF\0${MARK}`),
  segment(0xe2, `FPXR\0${MARK}`),
  segment(0xe0, `JFXX\0${MARK}`),
  segment(0xeb, `JP${MARK}`),
  segment(0xed, `Photoshop 3.0\x008BIM\x04\x04\0\0\0\x10${MARK}`),
  segment(0xe5, MARK),
  segment(0xef, MARK),
  segment(0xfe, MARK),
];

/** The photo with segments at its beginning, more of them before its last scan, and bytes behind its end. */
export function withSegments(
  photo: Buffer,
  first: Buffer[],
  beforeScan: Buffer[] = [],
  behind: string | Buffer = '',
) {
  const start = 2;
  const scan = photo.lastIndexOf(Buffer.of(0xff, 0xda));
  return Buffer.concat([
    photo.subarray(0, start),
    ...first,
    photo.subarray(start, scan),
    ...beforeScan,
    photo.subarray(scan),
    Buffer.from(behind as string),
  ]);
}

export function chunk(type: string, payload: string | Buffer = ''): Buffer {
  const body = Buffer.concat([Buffer.from(type), Buffer.from(payload as string, 'latin1')]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(body.length - 4);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** A picture of 2 × 2 points, with these chunks before and behind its points. */
export function png(before: Buffer[] = [], behind: Buffer[] = [], trailer: string | Buffer = ''): Buffer {
  const head = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0]);
  const points = deflateSync(Buffer.from('\0rgbRGB\0bgrBGR'));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    ...before,
    chunk('IDAT', points),
    ...behind,
    chunk('IEND'),
    Buffer.from(trailer as string),
  ]);
}
