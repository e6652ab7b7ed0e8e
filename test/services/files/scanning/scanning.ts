import { Readable } from 'node:stream';
import type { CheckedFile, FileCheck } from '../../../../services/files/checks/file-check.ts';

/** A file of these bytes, in chunks of so many. */
export function fileOf(bytes: Buffer | string, chunkBytes = 16_384): CheckedFile {
  const all = Buffer.from(bytes);
  return {
    name: 'plan.pdf',
    size: all.length,
    open: ({ start, end } = { start: 0, end: all.length }) =>
      Readable.from(chunksOf(all.subarray(start, end), chunkBytes)),
  };
}

/** What a check says of a file: the code of its error, or `clean`. */
export async function verdictOf(check: FileCheck, file: CheckedFile): Promise<string> {
  try {
    await check.check(file, new AbortController().signal);
    return 'clean';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

function* chunksOf(bytes: Buffer, count: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += count) yield bytes.subarray(at, at + count);
}
