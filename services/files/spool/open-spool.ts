import { openFolderSpool } from './folder-spool.ts';
import type { Spool } from './spool.ts';

/** Where a spool is. */
export type SpoolPlace =
  | { readonly kind: 'folder'; readonly folder: string; readonly minFreeBytes: number }
  | { readonly kind: 'blob'; readonly connectionString: string; readonly container: string };

/** Opens the spool there, and creates folder or container if missing. */
export async function openSpool(place: SpoolPlace): Promise<Spool> {
  if (place.kind === 'folder') return openFolderSpool(place.folder, place.minFreeBytes);
  // Loaded only when it is needed: the SDK takes its time and its memory.
  const { openBlobSpool } = await import('./blob-spool.ts');
  return openBlobSpool(place.connectionString, place.container);
}
