import type { CheckedFile } from './file-check.ts';
import type { Findings } from './findings.ts';
import { readPdfDictionary } from './pdf-dictionary.ts';
import { opensWithoutPassword } from './pdf-password.ts';
import { find } from './search-bytes.ts';

const ENCRYPT = /\/Encrypt\s*(?:(\d{1,9})\s+(\d{1,5})\s+R|(?=<<))/;
/** How far from a match its dictionary is looked for: no such dictionary is longer. */
const AROUND = 4096;

/** Tells whether a PDF asks for a password. One whose encryption can't be made out counts as if it did. */
export async function pdfContents(file: CheckedFile): Promise<Findings> {
  const trailer = await find(ENCRYPT, file.open(), AROUND);
  if (!trailer) return {};
  const [, number, generation] = trailer.match;
  const id = /\/ID\s*(\[[\s\S]*)/.exec(trailer.around)?.[1];
  const fileId = id === undefined ? undefined : readPdfDictionary(`<</ID ${id}`).get('/ID');
  const object =
    number === undefined ? trailer : await find(objectOf(number, generation), file.open(), AROUND);
  if (!object) return { isEncrypted: true };
  const encryption = readPdfDictionary(object.behind.replace(/^\s+/, ''));
  return {
    isEncrypted: !opensWithoutPassword(encryption, fileId instanceof Buffer ? fileId : Buffer.alloc(0)),
  };
}

function objectOf(number: string, generation = '0'): RegExp {
  return new RegExp(`(?<!\\d)${number}\\s+${generation}\\s+obj(?=\\s*<<)`);
}
