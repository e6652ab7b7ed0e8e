import { extname } from 'node:path';
import { ApiError } from '../api/api-error.ts';
import { MEDIA_FORMATS, type MediaFormat } from './media-formats.ts';

/**
 * The format of an uploaded part, from its name's extension and its own content type.
 * Throws a 415 {@link ApiError} when either is unsupported. That the two must also agree with each other
 * is inferred: the contract asks for a content type that is supported, and a lying one can't be meant.
 */
export function findFormat(fileName: string, contentType: string): MediaFormat {
  const extension = extname(fileName).toLowerCase();
  const format = MEDIA_FORMATS.find(({ extensions }) => extensions.includes(extension));
  if (format === undefined) {
    throw new ApiError(
      415,
      'UnsupportedMediaType',
      `No media has the extension "${extension}" of ${fileName}`,
    );
  }
  if (!format.contentTypes.includes(contentType)) {
    throw new ApiError(
      415,
      'UnsupportedMediaType',
      `The part ${fileName} needs the content type ${format.contentTypes[0]}; it carries none, or ${contentType}`,
    );
  }
  return format;
}
