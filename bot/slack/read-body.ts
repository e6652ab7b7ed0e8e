import type { IncomingMessage } from 'node:http';

/** What Slack sends stays far below. */
export const MAX_BODY_BYTES = 1_048_576;

/** Reads a body as its bytes; undefined as soon as it proves to be longer than it may be, with the rest unread. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes: unknown = chunk;
    if (!Buffer.isBuffer(bytes)) throw new TypeError('A body without an encoding is read as buffers.');
    length += bytes.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
