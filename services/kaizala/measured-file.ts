import { createHash } from 'node:crypto';
import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream';
import { KaizalaFileError } from './errors.ts';
import type { MediaFile } from './types.ts';

/**
 * Opens a file and passes its bytes on as long as they are as many as were promised, and the last of them only
 * if all have the hash that was promised. Destroying the result destroys what `open` gave. Never throws; fails
 * as a stream, with a KaizalaFileError if size or hash is wrong.
 */
export function measuredFile(file: MediaFile, onBytes: (count: number) => void): Readable {
  let seen = 0;
  let source: Readable | undefined;
  const hash = file.sha256 === undefined ? undefined : createHash('sha256');
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      seen += chunk.length;
      if (seen > file.size) return done(wrongSize(file));
      hash?.update(chunk);
      if (seen === file.size && hash?.digest('hex') !== file.sha256) return done(changed());
      onBytes(chunk.length);
      done(null, chunk);
    },
    flush: (done) => done(seen === file.size ? null : wrongSize(file)),
    // The pipeline would do this as well, but not before the caller learns of the failure.
    destroy(error, done) {
      source?.destroy();
      done(error);
    },
  });
  try {
    source = file.open();
    pipeline(source, measured, () => {});
  } catch (error) {
    measured.destroy(error instanceof Error ? error : new Error(String(error)));
  }
  return measured;
}

function wrongSize({ size }: MediaFile): KaizalaFileError {
  const message = `The file does not have the ${size} bytes that it should have. Share it again.`;
  return new KaizalaFileError(message, { action: 'giveUp' });
}

function changed(): KaizalaFileError {
  return new KaizalaFileError('The file changed while it lay in the spool. Share it again.', {
    action: 'giveUp',
  });
}
