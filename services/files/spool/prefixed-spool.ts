import type { Spool } from './spool.ts';

/** The part of a spool whose keys begin with the prefix, which is taken off: others may use the rest. */
export function prefixedSpool(spool: Spool, prefix: string): Spool {
  return {
    write: (key, bytes, expectedBytes) => spool.write(prefix + key, bytes, expectedBytes),
    open: (key, range) => spool.open(prefix + key, range),
    remove: (key) => spool.remove(prefix + key),
    entries: async function* () {
      for await (const { key, modifiedAt } of spool.entries()) {
        if (key.startsWith(prefix)) yield { key: key.slice(prefix.length), modifiedAt };
      }
    },
  };
}
