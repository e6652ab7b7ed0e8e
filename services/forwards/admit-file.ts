import { extname } from 'node:path';
import type { FileSource } from '../files/file-source.ts';
import { mediaKindOf } from '../kaizala/media-types.ts';
import { refusals } from './refusals.ts';
import type { SharedFile } from './types.ts';

/**
 * A file as it may go to Kaizala by its name, or refused because its type can't.
 * @param size in bytes, if it is known
 */
export function admitFile(name: string, source: FileSource, size?: number): SharedFile {
  const kind = mediaKindOf(name);
  return kind
    ? { name, kind, source, ...(size !== undefined && { size }) }
    : { name, refusal: refusals.type(extname(name)) };
}
