import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { type ByteReader, UnreadableError } from './byte-reader.ts';
import type { Findings } from './findings.ts';
import { textOf } from './first-bytes.ts';
import { isNameOfMacros, isNameOfProgram } from './telling-names.ts';

const CONTENT_TYPES = '[content_types].xml';
/** No document has more parts, and no list of their types is longer, once it is unpacked. */
const MOST_ENTRIES = 50_000;
const MOST_TYPES_BYTES = 4 * 1024 * 1024;
const OFFICE_NAME = /^(?:\[content_types\]\.xml$|mimetype$|word\/|xl\/|ppt\/)/;

/**
 * Tells by the directory of a zip, and by the list of the types of its parts, what is in it.
 * @throws UnreadableError if there is no such directory, or it is not that of a document; or what reading fails with
 */
export async function zipContents(reader: ByteReader): Promise<Findings> {
  const access = new ReaderAccess(reader);
  try {
    const zip = await fromRandomAccessReaderPromise(access, reader.size, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    });
    return await findingsOf(zip);
  } catch (error) {
    throw access.failure ?? new UnreadableError('The zip is broken.', { cause: error });
  }
}

async function findingsOf(zip: ZipFile): Promise<Findings> {
  const found = { isProgram: false, isArchive: true, hasMacros: false, isEncrypted: false };
  if (zip.entryCount > MOST_ENTRIES) throw new UnreadableError('It has too many entries.');
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileNameRaw.toString('latin1').replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
    if (OFFICE_NAME.test(name)) found.isArchive = false;
    if (isNameOfProgram(name)) found.isProgram = true;
    if (isNameOfMacros(name)) found.hasMacros = true;
    if (entry.isEncrypted()) found.isEncrypted = true;
    else if (name === CONTENT_TYPES) found.hasMacros ||= tellsOfMacros(await unpacked(zip, entry));
  }
  return found;
}

async function unpacked(zip: ZipFile, entry: Entry): Promise<string> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    // Leaving the loop ends the stream, so that a bomb goes no further.
    if (length > MOST_TYPES_BYTES) return 'macroEnabled';
    chunks.push(chunk);
  }
  return textOf(Buffer.concat(chunks));
}

function tellsOfMacros(types: string): boolean {
  const plain = types.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, hex?: string, decimal = '0') =>
    String.fromCharCode(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );
  return /macroEnabled|vbaProject|macrosheet/i.test(plain);
}

/** Lets yauzl read, and remembers what that failed with: only the rest is the zip's own fault. */
class ReaderAccess extends RandomAccessReader {
  readonly #reader: ByteReader;
  failure: unknown;

  constructor(reader: ByteReader) {
    super();
    this.#reader = reader;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#pieces(start, end));
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    this.#piece(position, length).then(
      (piece) => {
        piece.copy(target, offset);
        process.nextTick(done, piece.length < length ? new Error('It ends too early.') : null);
      },
      (error: Error) => process.nextTick(done, error),
    );
  }

  async *#pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; ) {
      const piece = await this.#piece(at, Math.min(64 * 1024, end - at));
      if (piece.length === 0) return;
      at += piece.length;
      yield piece;
    }
  }

  async #piece(offset: number, length: number): Promise<Buffer> {
    try {
      return await this.#reader.read(offset, length);
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}
