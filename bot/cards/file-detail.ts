import { formatBytes } from '../../services/files/format-bytes.ts';
import { mediaKindOf } from '../../services/kaizala/media-types.ts';

const KIND_NAMES = { image: 'Picture', audio: 'Audio', document: 'Document', video: 'Video' } as const;

/** Kind and size of a file, as far as they are known: `Picture · 1.2 MB`. */
export function fileDetail({ name, size }: { readonly name: string; readonly size?: number }): string {
  const kind = mediaKindOf(name);
  const parts = [kind && KIND_NAMES[kind], size !== undefined && formatBytes(size)];
  return parts.filter(Boolean).join(' · ');
}
