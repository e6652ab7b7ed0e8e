import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { generateBytes } from './generate-bytes.ts';

/** Where the bytes of a file come from. */
export type FileSource =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'path'; readonly path: string }
  /** Made while they are sent, the same each time; `head` stands in place of the first ones. */
  | { readonly kind: 'generated'; readonly size: number; readonly head?: Uint8Array };

/** The bytes of a file, as often as they are asked for. */
export interface FileContent {
  readonly size: number;
  open(): Readable;
  /** In lower-case hexadecimal. */
  sha256(): Promise<string>;
}

/** Finds out how large a source is. Rejects if there is no such file. */
export async function openFileContent(source: FileSource): Promise<FileContent> {
  const size = await sizeOf(source);
  const open = () => readableOf(source);
  return {
    size,
    open,
    async sha256() {
      const hash = createHash('sha256');
      await pipeline(open(), hash);
      return hash.digest('hex');
    },
  };
}

async function sizeOf(source: FileSource): Promise<number> {
  switch (source.kind) {
    case 'bytes':
      return source.bytes.byteLength;
    case 'path':
      return (await stat(source.path)).size;
    case 'generated':
      return source.size;
  }
}

function readableOf(source: FileSource): Readable {
  switch (source.kind) {
    case 'bytes':
      return Readable.from([source.bytes]);
    case 'path':
      return createReadStream(source.path);
    case 'generated':
      return Readable.from(generateBytes(source.size, source.head));
  }
}
