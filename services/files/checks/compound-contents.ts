import type { ByteReader } from './byte-reader.ts';
import { type CompoundEntry, CompoundFile } from './compound-file.ts';
import { sheetsOf } from './excel-sheets.ts';
import type { Findings } from './findings.ts';

/** Installers, patches and transforms of Windows Installer: 000C1084-, 000C1086- and 000C1082-0000-0000-C000-…46. */
const INSTALLER = /^8[246]100c0000000000c000000000000046$/;
const MACROS = /^(?:macros|vba|_vba_project|_vba_project_cur)$/i;
const ENCRYPTED = /^(?:encryptedpackage|encryptedsummary|\tdrmcontent)$/i;
/** In Word's first record ([MS-DOC] 2.5.1): what it is, and whether it is encrypted or obfuscated. */
const WORD = { magic: 0xa5ec, encrypted: 0x0100 } as const;
/** Where PowerPoint's first record tells that the rest is encrypted ([MS-PPT] 2.3.2). */
const POWERPOINT_ENCRYPTED = 0xf3d1c4df;
/** The record of PowerPoint that tells of macros ([MS-PPT] 2.4.10), from its type to the length of what it holds. */
const POWERPOINT_MACROS = Buffer.from('ff0314000000020000040c000000', 'hex');

/**
 * Tells what is in a document of Office until 2007, or in one that was encrypted since.
 * @throws UnreadableError if it contradicts itself, or what reading fails with
 */
export async function compoundContents(reader: ByteReader): Promise<Findings> {
  const file = await CompoundFile.open(reader);
  let hasMacros = file.entries.some(({ name }) => MACROS.test(name));
  let isEncrypted = file.entries.some(({ name }) => ENCRYPTED.test(name));
  for (const entry of file.entries) {
    if (!entry.isStream) continue;
    const found = await streamContents(file, entry);
    hasMacros ||= found.hasMacros ?? false;
    isEncrypted ||= found.isEncrypted ?? false;
  }
  return { isProgram: INSTALLER.test(file.entries[0]?.classId ?? ''), hasMacros, isEncrypted };
}

async function streamContents(file: CompoundFile, entry: CompoundEntry): Promise<Findings> {
  switch (entry.name.toLowerCase()) {
    case 'worddocument': {
      const head = await file.beginning(entry, 32);
      const isWord = head.length >= 12 && head.readUInt16LE() === WORD.magic;
      return { isEncrypted: isWord && (head.readUInt16LE(10) & WORD.encrypted) !== 0 };
    }
    case 'workbook':
    case 'book':
      return sheetsOf(await file.beginning(entry, 1024 * 1024));
    case 'current user': {
      const head = await file.beginning(entry, 16);
      return { isEncrypted: head.length === 16 && head.readUInt32LE(12) === POWERPOINT_ENCRYPTED };
    }
    case 'powerpoint document':
      return { hasMacros: await tellsOfMacros(file.bytes(entry)) };
    default:
      return {};
  }
}

async function tellsOfMacros(bytes: AsyncIterable<Buffer>): Promise<boolean> {
  const reach = POWERPOINT_MACROS.length + 8;
  let before = Buffer.alloc(0);
  for await (const piece of bytes) {
    const text = Buffer.concat([before, piece]);
    for (let at = text.indexOf(POWERPOINT_MACROS); at !== -1; at = text.indexOf(POWERPOINT_MACROS, at + 1)) {
      const flag = at + POWERPOINT_MACROS.length + 4;
      if (flag + 4 <= text.length && text.readUInt32LE(flag) !== 0) return true;
    }
    before = text.subarray(-reach);
  }
  return false;
}
