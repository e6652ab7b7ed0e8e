import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where files lie from arrival until they are posted. Keys are ids of ours, never names from outside. */
export interface Spool {
  /** Keeps the stream's bytes under the key, whole or not at all; replaces what was there. */
  write(key: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  open(key: string): Readable;
  /** Does nothing if there is no such entry. */
  remove(key: string): Promise<void>;
}

/** A spool in a folder, which is created if missing. */
export async function openFolderSpool(folder: string): Promise<Spool> {
  await mkdir(folder, { recursive: true });
  const path = (key: string) => join(folder, key);
  const partial = (key: string) => join(folder, `${key}.part`);
  return {
    write: async (key, bytes) => {
      const file = createWriteStream(partial(key), { flush: true });
      try {
        await pipeline(bytes, file);
        await rename(partial(key), path(key));
      } catch (error) {
        // The disk may only now be opening the file: it would be there again after it was cleared away.
        if (!file.closed) await once(file, 'close').catch(() => {});
        await rm(partial(key), { force: true });
        throw error;
      }
    },
    open: (key) => createReadStream(path(key)),
    remove: async (key) => {
      await rm(path(key), { force: true });
      await rm(partial(key), { force: true });
    },
  };
}
