import { extname } from 'node:path';
import type { DetectedType } from '../../files/detect-type.ts';
import { type MediaKind, mediaKindOf } from '../../kaizala/media-types.ts';
import { refusals } from '../refusals.ts';
import type { Failure } from '../types.ts';

/** What a file goes to Kaizala as. */
export interface NamedFile {
  readonly name: string;
  /** Of the post that it makes. */
  readonly kind: MediaKind;
}

/**
 * The name under which a file goes to Kaizala, which tells types by extensions: one without gets that of what
 * its bytes are. Refused if Kaizala takes no such file, or not in a post of this kind.
 */
export function nameByContent(
  { name, kind }: NamedFile,
  detected: DetectedType | undefined,
): NamedFile | { readonly refusal: Failure } {
  if (extname(name) !== '') return { name, kind };
  const full = name + (detected?.extension ?? '');
  const actual = mediaKindOf(full);
  if (actual === kind) return { name: full, kind };
  if (!detected) return { refusal: refusals.unknownType() };
  return { refusal: actual ? refusals.kind() : refusals.type(detected.extension) };
}
