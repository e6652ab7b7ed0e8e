import type { FileHost } from '../files/file-host.ts';
import { errorAnswer, type JsonAnswer } from '../http/answer.ts';

interface ShareRequest {
  readonly files: FileHost;
  /** What follows `/shares/`. */
  readonly path: readonly string[];
  /** How long the link to the bytes works. */
  readonly linkLifeMs: number;
  /** Where the link leads instead. */
  readonly redirectedTo?: string | undefined;
}

/** The answer to `GET /shares/{u!…}/driveItem` and `…/driveItem/content`. */
export function shareAnswer({ files, path, linkLifeMs, redirectedTo }: ShareRequest): JsonAnswer {
  const [share = '', item, content, ...more] = path;
  if (item !== 'driveItem' || more.length > 0 || (content !== undefined && content !== 'content')) {
    return errorAnswer(400, 'BadRequest', 'Resource not found for the segment.');
  }
  if (!/^u![\w-]+$/.test(share)) return errorAnswer(400, 'invalidRequest', 'The sharing token is malformed.');
  const sharedUrl = Buffer.from(share.slice(2), 'base64url').toString();
  const file = files.find(sharedUrl) ?? files.find(unescaped(sharedUrl));
  // Graph does not tell what isn't there from what isn't shared.
  if (file === undefined) return errorAnswer(403, 'accessDenied', 'The sharing link no longer exists.');
  const link = redirectedTo ?? files.downloadUrl(file, linkLifeMs);
  if (content === 'content') return { status: 302, headers: { location: link } };
  const body = {
    id: file.uniqueId,
    name: file.name,
    size: file.content.size,
    file: { mimeType: file.contentType },
    '@microsoft.graph.downloadUrl': link,
  };
  return { status: 200, body };
}

/** A browser's link with its blanks and letters as they are; itself if it can't be read that way. */
function unescaped(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
