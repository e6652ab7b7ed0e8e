import { type ByteReader, UnreadableError } from './byte-reader.ts';

/** One of the streams and storages in a compound file ([MS-CFB] 2.6). */
export interface CompoundEntry {
  readonly name: string;
  /** Of the program that it belongs to, in hexadecimal as it stands there; all zeros if it belongs to none. */
  readonly classId: string;
  readonly isStream: boolean;
  readonly start: number;
  readonly size: number;
}

const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
const IN_HEADER = 109;
const MOST_ENTRIES = 20_000;
/** The first number that is no sector's. */
const SPECIAL = 0xfffffffa;
const KINDS = { stream: 2, root: 5 } as const;

/** The file format of Office until 2007: a small file system. All that is read of it is bounded. */
export class CompoundFile {
  readonly #reader: ByteReader;
  readonly #header: Buffer;
  readonly #sectorBytes: number;
  readonly #miniBytes: number;
  #tables: readonly number[] = [];
  #entries: readonly CompoundEntry[] = [];
  #miniTable: readonly number[] = [];
  #miniStream: readonly number[] = [];

  private constructor(reader: ByteReader, header: Buffer) {
    const shift = header.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw new UnreadableError('Its sectors have an odd size.');
    this.#reader = reader;
    this.#header = header;
    this.#sectorBytes = 2 ** shift;
    this.#miniBytes = 64;
  }

  /** @throws UnreadableError if it contradicts itself, as everything here does, or what reading fails with */
  static async open(reader: ByteReader): Promise<CompoundFile> {
    const header = await reader.read(0, HEADER_BYTES);
    if (header.length < HEADER_BYTES) throw new UnreadableError('It ends in its header.');
    const file = new CompoundFile(reader, header);
    file.#tables = await file.#findTables();
    file.#entries = await file.#readEntries();
    const root = file.#entries[0];
    file.#miniTable = await file.#chain(header.readUInt32LE(60));
    file.#miniStream = root ? await file.#chain(root.start) : [];
    return file;
  }

  get entries(): readonly CompoundEntry[] {
    return this.#entries;
  }

  /** The bytes of a stream. */
  async *bytes({ start, size }: CompoundEntry): AsyncGenerator<Buffer> {
    const isSmall = size < this.#header.readUInt32LE(56);
    const pieceBytes = isSmall ? this.#miniBytes : this.#sectorBytes;
    let left = size;
    let steps = 0;
    for (let at = start; left > 0 && at < SPECIAL; ) {
      if (steps++ * pieceBytes > this.#reader.size) throw new UnreadableError('It goes round in circles.');
      const piece = await (isSmall ? this.#miniSector(at) : this.#sector(at));
      if (piece.length === 0) throw new UnreadableError('It ends too early.');
      yield piece.subarray(0, left);
      left -= piece.length;
      at = isSmall ? await this.#next(at, this.#miniTable) : await this.#next(at, this.#tables);
    }
  }

  /** The first bytes of a stream, so many if there are. */
  async beginning(entry: CompoundEntry, count: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of this.bytes({ ...entry, size: Math.min(entry.size, Math.max(count, 4096)) })) {
      pieces.push(piece);
      length += piece.length;
      if (length >= count) break;
    }
    return Buffer.concat(pieces).subarray(0, count);
  }

  /** The sectors that hold the table of which sector follows which. */
  async #findTables(): Promise<number[]> {
    const count = Math.min(this.#header.readUInt32LE(44), Math.ceil(this.#reader.size / this.#sectorBytes));
    const perSector = this.#sectorBytes / 4 - 1;
    const tables: number[] = [];
    for (let index = 0; index < Math.min(count, IN_HEADER); index++) {
      tables.push(this.#header.readUInt32LE(76 + 4 * index));
    }
    for (let at = this.#header.readUInt32LE(68); tables.length < count && at < SPECIAL; ) {
      const sector = await this.#sector(at);
      if (sector.length < this.#sectorBytes) throw new UnreadableError('It ends too early.');
      for (let index = 0; index < perSector; index++) tables.push(sector.readUInt32LE(4 * index));
      at = sector.readUInt32LE(4 * perSector);
    }
    return tables;
  }

  async #readEntries(): Promise<CompoundEntry[]> {
    const entries: CompoundEntry[] = [];
    for (const at of await this.#chain(this.#header.readUInt32LE(48))) {
      const sector = await this.#sector(at);
      for (let offset = 0; offset + ENTRY_BYTES <= sector.length; offset += ENTRY_BYTES) {
        const entry = sector.subarray(offset, offset + ENTRY_BYTES);
        const kind = entry[66] ?? 0;
        const nameBytes = Math.min(64, Math.max(0, entry.readUInt16LE(64) - 2));
        if (kind === 0 || (entries.length === 0 && kind !== KINDS.root)) continue;
        entries.push({
          name: entry.toString('utf16le', 0, nameBytes),
          classId: entry.toString('hex', 80, 96),
          isStream: kind === KINDS.stream,
          start: entry.readUInt32LE(116),
          size: entry.readUInt32LE(120),
        });
      }
      if (entries.length > MOST_ENTRIES) throw new UnreadableError('It has too many entries.');
    }
    return entries;
  }

  /** All sectors of a chain. */
  async #chain(start: number): Promise<number[]> {
    const most = Math.ceil(this.#reader.size / this.#sectorBytes);
    const sectors: number[] = [];
    for (let at = start; at < SPECIAL; at = await this.#next(at, this.#tables)) {
      if (sectors.length > most) throw new UnreadableError('It goes round in circles.');
      sectors.push(at);
    }
    return sectors;
  }

  /** Which sector follows, by a table that lies in these sectors. */
  async #next(sector: number, tables: readonly number[]): Promise<number> {
    const perSector = this.#sectorBytes / 4;
    const table = tables[Math.floor(sector / perSector)];
    if (table === undefined) throw new UnreadableError('It leads to nowhere.');
    const number = await this.#reader.read(this.#offset(table) + 4 * (sector % perSector), 4);
    if (number.length < 4) throw new UnreadableError('It leads to nowhere.');
    return number.readUInt32LE();
  }

  #sector(sector: number): Promise<Buffer> {
    return this.#reader.read(this.#offset(sector), this.#sectorBytes);
  }

  async #miniSector(index: number): Promise<Buffer> {
    const offset = index * this.#miniBytes;
    const sector = this.#miniStream[Math.floor(offset / this.#sectorBytes)];
    if (sector === undefined) throw new UnreadableError('It leads to nowhere.');
    return this.#reader.read(this.#offset(sector) + (offset % this.#sectorBytes), this.#miniBytes);
  }

  #offset(sector: number): number {
    return (sector + 1) * this.#sectorBytes;
  }
}
