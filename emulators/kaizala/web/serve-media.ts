import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Kaizala } from '../api/call.ts';
import type { StoredFile } from '../state/state-record.ts';
import { parseRange } from './parse-range.ts';

/** Sends a stored file, or the range of it that was asked for. Returns false, with nothing sent, for an unknown id. */
export async function serveMedia(
  { state, dataDir }: Kaizala,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const file = state.files.get(id);
  if (file === undefined) return false;
  const headers = {
    'Content-Type': file.contentType,
    'Content-Disposition': disposition(file),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, max-age=31536000, immutable',
    ETag: `"${file.sha256}"`,
  };
  const range = parseRange(request.headers.range, file.size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${file.size}` }).end();
    return true;
  }
  const { first, last } = range ?? { first: 0, last: file.size - 1 };
  response.writeHead(range === undefined ? 200 : 206, {
    ...headers,
    'Content-Length': last - first + 1,
    ...(range && { 'Content-Range': `bytes ${first}-${last}/${file.size}` }),
  });
  const bytes = createReadStream(join(dataDir, 'media', id), { start: first, end: last });
  await pipeline(bytes, response).catch((error: NodeJS.ErrnoException) => {
    // A player that seeks hangs up on the range it no longer wants.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE' && error.code !== 'ECONNRESET') throw error;
  });
  return true;
}

/** Pictures, sound and video open in place; everything else is saved, under its own name (RFC 8187). */
function disposition({ contentType, name }: StoredFile): string {
  const kind = /^(image|audio|video)\//.test(contentType) ? 'inline' : 'attachment';
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename*=UTF-8''${encoded}`;
}
