import type { CheckedFile } from './file-check.ts';
import type { Findings } from './findings.ts';
import { occurs } from './search-bytes.ts';

/** Tells whether a PDF is encrypted. */
export async function pdfContents(file: CheckedFile): Promise<Findings> {
  return { isEncrypted: await occurs(/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/, file.open(), 64) };
}
