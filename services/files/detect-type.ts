import { fileTypeFromBuffer } from 'file-type';

/** What a file's bytes say that it is. */
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
