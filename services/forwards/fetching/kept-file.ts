import { buffer } from 'node:stream/consumers';
import { detectType, HEAD_BYTES } from '../../files/detect-type.ts';
import type { Inspection } from '../../files/inspect-stream.ts';
import type { Spool } from '../../files/spool/spool.ts';
import { SpoolEntryMissingError } from '../../files/spool/spool-errors.ts';

/** What an earlier try recorded of a file's bytes; nulls if it left none. */
export interface KeptFile {
  readonly id: string;
  readonly kept_size: number | null;
  readonly kept_sha256: string | null;
}

/** What is known of the bytes, if an earlier try left them in the spool: only a check could not be made. */
export async function findKept(
  spool: Pick<Spool, 'open'>,
  { id, kept_size: size, kept_sha256: sha256 }: KeptFile,
): Promise<Inspection | undefined> {
  if (size === null || sha256 === null) return undefined;
  try {
    const head = await buffer(spool.open(id, { start: 0, end: HEAD_BYTES }));
    const detected = await detectType(head);
    return { size, sha256, ...(detected && { detected }) };
  } catch (error) {
    if (error instanceof SpoolEntryMissingError) return undefined;
    throw error;
  }
}
