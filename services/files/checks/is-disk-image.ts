import type { ByteReader } from './byte-reader.ts';

/** Where an ISO 9660 or UDF volume is described, and what that begins with. */
const ISO_OFFSET = 0x8001;
const ISO_NAMES = ['CD001', 'BEA01'];
/** What ends an image of a Mac's disk, so many bytes before its end. */
const DMG = 'koly';
const DMG_BYTES = 512;

/** Whether a file is the image of a disk, which a computer opens as one. */
export async function isDiskImage(reader: ByteReader): Promise<boolean> {
  const text = async (offset: number, length: number) =>
    offset < 0 ? '' : (await reader.read(offset, length)).toString('latin1');
  return (
    ISO_NAMES.includes(await text(ISO_OFFSET, 5)) || (await text(reader.size - DMG_BYTES, DMG.length)) === DMG
  );
}
