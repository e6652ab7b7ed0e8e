import type { Readable } from 'node:stream';
import type { ByteRange } from '../spool/spool.ts';

/** A file that lies in the spool, and has not been passed on yet. */
export interface CheckedFile {
  /** Under which it goes to Kaizala, with the extension that tells its type there. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Its bytes, or those of a range, anew with each call. */
  open(range?: ByteRange): Readable;
}

/** Looks into a file before it may go on. */
export interface FileCheck {
  /**
   * Resolves if the file may go on.
   * @throws BridgeError in words for the person: one to give up if the file may not go on, one to retry if that
   * could not be found out
   */
  check(file: CheckedFile, signal: AbortSignal): Promise<void>;
}
