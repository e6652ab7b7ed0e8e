import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface SpoolEntry {
  readonly key: string;
  readonly modifiedAt: Date;
}

/** What lies in a spool, finished or not. */
export interface SpoolListing {
  entries(): AsyncIterable<SpoolEntry>;
}

/** Lists a spool in a folder. */
export function listFolderSpool(folder: string): SpoolListing {
  return {
    entries: async function* () {
      for (const name of await readdir(folder)) {
        const found = await stat(join(folder, name)).catch(() => undefined);
        if (found?.isFile()) yield { key: name.replace(/\.part$/, ''), modifiedAt: found.mtime };
      }
    },
  };
}
