import { fileTypeFromBuffer } from 'file-type';
import type { MediaKind } from '../../kaizala/media-types.ts';

/** What a file is, as far as people care. */
export type Family = MediaKind | 'archive';

const FAMILIES: Readonly<Record<Family, string>> = {
  image: 'jpg png apng gif webp heic avif tif psd jp2 jpx flif ico icns dng cr2 cr3 nef arw orf rw2 raf xcf',
  audio: 'flac ogg ogx oga opus spx wav m4a m4b mid aif amr ape wv caf',
  video: 'mp4 m4v mov 3gp 3g2 webm mkv avi asf flv mpg ogv mxf mj2',
  document:
    'pdf rtf cfb docx dotx docm dotm xlsx xltx xlsm xltm pptx potx pptm potm ppsx ppsm odt ods odp epub vsdx',
  archive: 'zip rar 7z gz bz2 xz zst lzh lz tar tar.gz ace cab',
};

/**
 * Only types that several bytes at fixed places prove: what two bytes, or eleven bits, suggest, any file may have by
 * chance.
 */
const FAMILY_OF: ReadonlyMap<string, Family> = new Map(
  (['image', 'audio', 'video', 'document', 'archive'] as const).flatMap((family) =>
    FAMILIES[family].split(' ').map((extension) => [extension, family] as const),
  ),
);

/** What people call it. */
export const IN_WORDS: Readonly<Record<Family, string>> = {
  image: 'a picture',
  audio: 'an audio file',
  video: 'a video',
  document: 'a document',
  archive: 'an archive, which holds other files',
};

const CFB = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const OTHER_ARCHIVES = ['MSCF\0\0\0\0', 'PK\x05\x06', 'PK\x07\x08PK', 'vhdxfile', 'conectix'].map((magic) =>
  Buffer.from(magic, 'latin1'),
);
const ID3 = Buffer.from('ID3');
/** A PDF may have something before its header. */
const PDF_HEADER_BYTES = 1024;

/** What a file's bytes are packed in. */
export type Container = 'zip' | 'cfb' | 'pdf';

export interface Content {
  readonly family: Family;
  /** Whether it is a JPEG or PNG. */
  readonly isPlainPhoto?: boolean;
  readonly container?: Container;
}

/** Tells by the first bytes of a file what it is; undefined if they prove nothing. */
export async function contentOf(head: Buffer): Promise<Content | undefined> {
  const begins = (magic: Buffer) => head.subarray(0, magic.length).equals(magic);
  if (begins(ZIP)) return { family: 'document', container: 'zip' };
  if (begins(CFB)) return { family: 'document', container: 'cfb' };
  if (OTHER_ARCHIVES.some(begins)) return { family: 'archive' };
  if (begins(ID3)) return { family: 'audio' };
  const type = (await fileTypeFromBuffer(head))?.ext;
  const family = type && FAMILY_OF.get(type);
  if (family && type !== 'pdf') return { family, isPlainPhoto: ['jpg', 'png', 'apng'].includes(type) };
  const isPdf = head.subarray(0, PDF_HEADER_BYTES).includes('%PDF-');
  return isPdf ? { family: 'document', container: 'pdf' } : undefined;
}
