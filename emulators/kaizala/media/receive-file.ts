import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { invalidParameters } from '../api/invalid-parameters.ts';
import type { MediaFormat } from './media-formats.ts';
import type { ReceivedFile } from './received-file.ts';

/** Writes one part to disk as it arrives. Whatever goes wrong, no half file stays. */
export async function receiveFile(
  part: Readable,
  name: string,
  format: MediaFormat,
  incomingFolder: string,
): Promise<ReceivedFile> {
  const id = randomUUID();
  const path = join(incomingFolder, id);
  const hash = createHash('sha256');
  let size = 0;
  const measured = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  };
  try {
    await pipeline(part, measured, createWriteStream(path));
    if (size === 0) throw invalidParameters(`The file ${name} is empty`);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  const sha256 = hash.digest('hex');
  return { file: { id, name, size, contentType: format.contentTypes[0], sha256 }, format };
}
