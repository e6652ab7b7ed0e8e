import CFB from 'cfb';
import { strToU8, type Zippable, zipSync } from 'fflate';

const types = (main: string, more = '') =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/>${more}</Types>`;

export const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
export const MACRO_DOCUMENT = 'application/vnd.ms-word.document.macroEnabled.main+xml';

/** A document of Office since 2007, with these files in it besides its own. */
export function ooxml(more: Zippable = {}, contentTypes: string | Uint8Array = types(DOCUMENT)): Buffer {
  const list = typeof contentTypes === 'string' ? strToU8(contentTypes) : contentTypes;
  const parts = { '[Content_Types].xml': list, 'word/document.xml': strToU8('<w:document/>'), ...more };
  return Buffer.from(zipSync(parts, { mtime: '2026-01-01' }));
}

export const typesWith = types;

export const zip = (files: Zippable) => Buffer.from(zipSync(files, { mtime: '2026-01-01' }));

/** A document of Office until 2007 of these streams. */
export function compound(streams: Readonly<Record<string, Uint8Array>>): Buffer {
  const file = CFB.utils.cfb_new();
  for (const [path, content] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${path}`, content);
  return Buffer.from(CFB.write(file, { type: 'buffer' }) as Uint8Array);
}

/** Word’s main stream. */
export function word({ flags = 0, size = 8_000 } = {}): Buffer {
  const stream = Buffer.alloc(size);
  stream.writeUInt16LE(0xa5ec);
  stream.writeUInt16LE(flags, 10);
  return stream;
}

export function record(type: number, payload: Uint8Array) {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type);
  head.writeUInt16LE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

/** Excel’s main stream, of a sheet of this kind. */
export function excel({ kind = 0, before = Buffer.alloc(0), padding = 5_000 } = {}): Buffer {
  return Buffer.concat([
    record(0x809, Buffer.alloc(16)),
    before,
    record(0xe0, Buffer.alloc(padding)),
    record(0x85, Buffer.from([0, 0, 0, 0, 0, kind, 1, 0, 65])),
    record(0x0a, Buffer.alloc(0)),
  ]);
}

/** PowerPoint’s main stream, which says whether it has macros. */
export function powerPoint(hasMacros: boolean, at = 6_000) {
  const info = Buffer.from('1f00ff0314000000020000040c000000050000000000000002000000', 'hex');
  info.writeUInt32LE(hasMacros ? 1 : 0, 20);
  const stream = Buffer.alloc(at + 5_000);
  info.copy(stream, at);
  return stream;
}

export function currentUser(token: number): Buffer {
  const stream = Buffer.alloc(40);
  stream.writeUInt32LE(token, 12);
  return stream;
}
