import type { Readable } from 'node:stream';

/** Something that lies in a spool. */
export interface SpoolEntry {
  readonly key: string;
  readonly modifiedAt: Date;
}

/** Some of an entry's bytes. */
export interface ByteRange {
  /** The offset of the first one. */
  readonly start: number;
  /** The offset behind the last one, which may be behind the entry's end. */
  readonly end: number;
}

/**
 * Where files lie from arrival until they are posted. Keys are ids of ours, never names from outside: letters,
 * digits, `_` and `-`. All processes that share a database share one spool.
 */
export interface Spool {
  /**
   * Keeps the bytes under the key, whole or not at all; replaces what was there.
   * @param expectedBytes how many will come, if that is known: they then have to fit in before the first is taken.
   * @throws SpoolFullError, SpoolWriteLostError, SpoolUnavailableError, or what the bytes failed with.
   */
  write(key: string, bytes: AsyncIterable<Uint8Array>, expectedBytes?: number): Promise<void>;
  /**
   * Never throws; fails as a stream, with a SpoolEntryMissingError if there is no such entry.
   * @param range which bytes. Default: all.
   */
  open(key: string, range?: ByteRange): Readable;
  /**
   * To be called once nobody needs the key any more: drops the entry and what unfinished writes have left, and
   * does nothing if there is none. Who still writes it fails with a SpoolWriteLostError where that is noticed.
   */
  remove(key: string): Promise<void>;
  /** All that lies there, in no order. A key comes again for each write of it that is unfinished. */
  entries(): AsyncIterable<SpoolEntry>;
}
