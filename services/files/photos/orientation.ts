const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

/** Which way up a picture is to be shown, from 1 to 8, by the TIFF structure of its Exif data, if that tells. */
export function orientationOf(tiff: Buffer): number | undefined {
  const order = tiff.subarray(0, 2).toString('latin1');
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return undefined;
  const at16 = (offset: number) => (order === 'II' ? tiff.readUInt16LE(offset) : tiff.readUInt16BE(offset));
  const directory = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return undefined;
  for (let left = at16(directory), entry = directory + 2; left > 0; left--, entry += 12) {
    if (entry + 12 > tiff.length) return undefined;
    if (at16(entry) !== ORIENTATION_TAG || at16(entry + 2) !== SHORT) continue;
    const value = at16(entry + 8);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** A TIFF structure that tells the orientation, and nothing else. */
export function tiffOf(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(ORIENTATION_TAG, 10);
  tiff.writeUInt16BE(SHORT, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
