import { Socket } from 'node:net';

type Done = (error?: Error | null) => void;

/**
 * A connection on which the other side is heard out: a write that fails is waited for in vain, but does not end the
 * reading. A scanner that wants no more of a file says so and hangs up, and a plain socket whose write fails then
 * loses what was said and not read yet.
 */
export class ScannerConnection extends Socket {
  override _write(chunk: unknown, encoding: BufferEncoding, done: Done): void {
    super._write(chunk, encoding, unlessFailed(done));
  }

  override _writev(chunks: { chunk: unknown; encoding: BufferEncoding }[], done: Done): void {
    super._writev?.(chunks, unlessFailed(done));
  }
}

function unlessFailed(done: Done): Done {
  return (error) => {
    if (!error) done();
  };
}
