import type { Findings } from './findings.ts';

/** Records of a workbook ([MS-XLS] 2.3.1). */
const RECORD = { end: 0x0a, password: 0x2f, sheet: 0x85 } as const;
/** What a sheet is, if it is one of macros of Excel 4, or of code. */
const MACRO_SHEETS = [1, 6];

/** Tells by the beginning of a workbook whether it is encrypted, and whether a sheet of it is one of macros. */
export function sheetsOf(workbook: Buffer): Findings {
  let hasMacros = false;
  for (let at = 0; at + 4 <= workbook.length; ) {
    const record = workbook.readUInt16LE(at);
    if (record === RECORD.end) break;
    if (record === RECORD.password) return { hasMacros, isEncrypted: true };
    if (record === RECORD.sheet) hasMacros ||= MACRO_SHEETS.includes(workbook[at + 9] ?? 0);
    at += 4 + workbook.readUInt16LE(at + 2);
  }
  return { hasMacros };
}
