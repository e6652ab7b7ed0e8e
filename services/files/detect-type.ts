import { fileTypeFromBuffer } from 'file-type';
import mime from 'mime-types';

/** How many leading bytes tell the type. */
export const HEAD_BYTES = 4096;

/** What a file is. */
export interface DetectedType {
  /** With its dot, such as `.png`. */
  readonly extension: string;
  /** The media type, such as `image/png`. */
  readonly mime: string;
}

/** Tells a type by the first bytes of a file; undefined if they are of no type that is known. */
export async function detectType(head: Uint8Array): Promise<DetectedType | undefined> {
  const type = await fileTypeFromBuffer(head);
  const isText = type === undefined || type.ext === 'xml';
  if (isText && /<svg[\s>]/i.test(Buffer.from(head).toString('latin1'))) {
    return { extension: '.svg', mime: 'image/svg+xml' };
  }
  return type && { extension: `.${type.ext}`, mime: type.mime };
}

/** The type that a media type such as `image/png; q=1` names; undefined if it names none, as `image/*` does. */
export function namedType(mediaType: string): DetectedType | undefined {
  const extension = mime.extension(mediaType);
  if (extension === false || extension === 'bin') return undefined;
  return { extension: extension === 'jpeg' ? '.jpg' : `.${extension}`, mime: mediaType };
}
