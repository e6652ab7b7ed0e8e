import { Readable } from 'node:stream';
import { BridgeError } from '../../../../services/errors.ts';
import type { ContentRules } from '../../../../services/files/checks/content-check.ts';
import { contentChecks } from '../../../../services/files/checks/content-check.ts';
import type { CheckedFile } from '../../../../services/files/checks/file-check.ts';

const STRICT: ContentRules = { macros: 'refuse', encrypted: 'refuse', stripsPhotoMetadata: false };

/** A file in memory. */
export function fileOf(name: string, bytes: Uint8Array): CheckedFile {
  return {
    name,
    size: bytes.length,
    open: ({ start, end } = { start: 0, end: bytes.length }) =>
      Readable.from(pieces(bytes.subarray(start, end))),
  };
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** Why the file may not go on, as the code of what is thrown; undefined if it may. */
export async function refusalOf(
  name: string,
  bytes: Uint8Array,
  rules: Partial<ContentRules> = {},
): Promise<string | undefined> {
  try {
    for (const check of contentChecks({ ...STRICT, ...rules })) {
      await check.check(fileOf(name, bytes), new AbortController().signal);
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof BridgeError) || error.recovery.action !== 'giveUp') throw error;
    return error.code;
  }
}

/** Bytes that begin so, and go on with noise. */
export function beginning(head: string | Buffer, size = 10_000): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0, state = 7; at < size; at++) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    bytes[at] = state >> 16;
  }
  bytes.set(Buffer.from(head as string, 'latin1').subarray(0, size));
  return bytes;
}
