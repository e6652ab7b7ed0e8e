import type { FileCheck } from '../../files/checks/file-check.ts';
import type { Inspection } from '../../files/inspect-stream.ts';
import type { ByteRange, Spool } from '../../files/spool/spool.ts';

/**
 * Has a file that lies in the spool pass all checks.
 * @throws what the first of them throws that does not let it
 */
export async function checkFile(
  { checks, spool }: { readonly checks: readonly FileCheck[]; readonly spool: Pick<Spool, 'open'> },
  {
    id,
    name,
    inspection,
  }: { readonly id: string; readonly name: string; readonly inspection: Pick<Inspection, 'size'> },
  signal: AbortSignal,
): Promise<void> {
  const open = (range?: ByteRange) => spool.open(id, range);
  const file = { name, size: inspection.size, open };
  for (const check of checks) await check.check(file, signal);
}
