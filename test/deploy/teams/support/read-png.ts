import { inflateSync } from 'node:zlib';

/** A PNG taken apart, as far as icons need it. */
export interface Png {
  readonly width: number;
  readonly height: number;
  /** Whether it has an alpha channel. */
  readonly hasAlpha: boolean;
  /** Red, green, blue and, if there is one, alpha of each pixel, row by row. */
  readonly pixels: readonly (readonly number[])[];
}

const SIGNATURE = '89504e470d0a1a0a';

/** Reads RGB and RGBA pictures of 8 bits a channel that are not interlaced. Throws for any other. */
export function readPng(png: Buffer): Png {
  if (png.toString('hex', 0, 8) !== SIGNATURE) throw new Error('not a PNG');
  const header = chunksOf(png, 'IHDR').at(0) ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colorType, , , interlace] = header.subarray(8);
  if (depth !== 8 || (colorType !== 2 && colorType !== 6) || interlace !== 0) {
    throw new Error(`depth ${depth}, colour type ${colorType}, interlace ${interlace}`);
  }
  const channels = colorType === 6 ? 4 : 3;
  const bytes = unfilter(inflateSync(Buffer.concat(chunksOf(png, 'IDAT'))), width * channels, channels);
  const pixels = Array.from({ length: width * height }, (_, at) => [
    ...bytes.subarray(at * channels, (at + 1) * channels),
  ]);
  return { width, height, hasAlpha: channels === 4, pixels };
}

function chunksOf(png: Buffer, type: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === type) {
      found.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
    }
  }
  return found;
}

/** Undoes the filter that each row begins with. */
function unfilter(filtered: Buffer, rowLength: number, step: number): Buffer {
  const rows = filtered.length / (rowLength + 1);
  const bytes = Buffer.alloc(rows * rowLength);
  for (let row = 0; row < rows; row++) {
    const filter = filtered[row * (rowLength + 1)];
    for (let column = 0; column < rowLength; column++) {
      const at = row * rowLength + column;
      const left = column < step ? 0 : (bytes[at - step] ?? 0);
      const up = row === 0 ? 0 : (bytes[at - rowLength] ?? 0);
      const corner = row === 0 || column < step ? 0 : (bytes[at - rowLength - step] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter ?? 0] ?? 0;
      bytes[at] = (filtered[row * (rowLength + 1) + 1 + column] ?? 0) + guess;
    }
  }
  return bytes;
}

/** Paeth's predictor. */
function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value));
  if (a === undefined || b === undefined || c === undefined) return 0;
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
