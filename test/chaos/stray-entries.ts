import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ForwardRun } from './forward-run.ts';

/** Longer than any planned beginning of a file. */
const HEAD_BYTES = 64;

/**
 * What lies in the spool although its forward ended well, in words. What failed may be tried again, and what is
 * uncertain may have to be posted, so their files are kept.
 */
export async function strayEntries(folder: string, runs: readonly ForwardRun[]): Promise<string[]> {
  const strays: string[] = [];
  for (const entry of await readdir(folder)) {
    const head = await headOf(join(folder, entry));
    if (head === undefined) continue;
    const owner = runs.find(({ files }) => files.some((file) => isHead(head, file.head)));
    if (owner === undefined) {
      strays.push(`${entry} (${head.length === 0 ? 'empty' : 'of no known file'})`);
      continue;
    }
    const fates = owner.readCard()?.files.map((file) => file?.fate) ?? [];
    const isDone = fates.every((fate) => fate === 'posted' || fate === 'cancelled');
    if (isDone) strays.push(`${entry} (of ${owner.plan.id}, which ended ${[...new Set(fates)].join(', ')})`);
  }
  return strays;
}

function isHead(bytes: Buffer, head: Buffer): boolean {
  return bytes.length > 0 && bytes.subarray(0, head.length).equals(head.subarray(0, bytes.length));
}

/** Undefined if the entry is gone by now. */
async function headOf(path: string): Promise<Buffer | undefined> {
  try {
    const file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    await file.close();
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
