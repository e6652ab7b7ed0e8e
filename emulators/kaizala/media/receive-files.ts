import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { Call } from '../api/call.ts';
import { invalidParameters } from '../api/invalid-parameters.ts';
import { decodeFileName } from './decode-file-name.ts';
import { findFormat } from './find-format.ts';
import { receiveFile } from './receive-file.ts';
import type { ReceivedFile } from './received-file.ts';

/**
 * Reads a `multipart/form-data` body whose parts are all files in the field `files`, and streams them to the
 * incoming folder, in order. Stops at the first thing that is wrong, throws what it is, and leaves no file.
 */
export async function receiveFiles(
  call: Pick<Call, 'headers' | 'body'>,
  incomingFolder: string,
): Promise<ReceivedFile[]> {
  const form = openForm(call.headers['content-type']);
  const failure = new AbortController();
  const parts: Readable[] = [];
  const arrivals: Promise<ReceivedFile>[] = [];
  const fail = (error: unknown) => failure.abort(error);

  form.on('error', () => fail(invalidParameters('The body is no whole multipart/form-data')));
  form.on('field', (name) => fail(invalidParameters(`The part "${name}" is no file with a file name`)));
  form.on('file', (field, part, name, _encoding, contentType) => {
    // A refused part has no reader that would hear of its error; the form reports the same one.
    part.on('error', () => {});
    parts.push(part);
    const arrival = receivePart(field, part, decodeFileName(name), contentType, incomingFolder);
    arrival.catch(fail);
    arrivals.push(arrival);
  });

  try {
    await feed(form, call.body, failure.signal);
    return await Promise.all(arrivals);
  } catch (error) {
    for (const part of parts) part.destroy();
    for (const { value } of (await Promise.allSettled(arrivals)).filter(
      (arrival) => arrival.status === 'fulfilled',
    )) {
      await rm(join(incomingFolder, value.file.id));
    }
    throw failure.signal.aborted ? failure.signal.reason : error;
  }
}

async function receivePart(
  field: string,
  part: Readable,
  name: string,
  contentType: string,
  incomingFolder: string,
): Promise<ReceivedFile> {
  if (field !== 'files') throw invalidParameters(`Files belong in the field "files", not in "${field}"`);
  return receiveFile(part, name, findFormat(name, contentType), incomingFolder);
}

function openForm(contentType = ''): BusboyInstance {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw invalidParameters('The Content-Type must be multipart/form-data');
  }
  try {
    return new Busboy({ headers: { 'content-type': contentType }, preservePath: true });
  } catch {
    throw invalidParameters('The Content-Type names no boundary');
  }
}

/** Not a pipeline, since that would destroy the request on failure, and with it the way for the answer. */
async function feed(form: BusboyInstance, body: AsyncIterable<Buffer>, signal: AbortSignal): Promise<void> {
  const finished = once(form, 'finish', { signal });
  finished.catch(() => {});
  for await (const chunk of body) {
    signal.throwIfAborted();
    if (!form.write(chunk)) await once(form, 'drain', { signal });
  }
  form.end();
  await finished;
}
