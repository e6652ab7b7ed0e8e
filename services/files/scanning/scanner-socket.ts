import { once } from 'node:events';
import type { NetConnectOpts, Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { ScanError } from './scan-error.ts';
import { ScannerConnection } from './scanner-connection.ts';

/** How long a scanner may take for one file, in milliseconds. */
const PATIENCE_MS = 600_000;
/** How long a scanner may say and take nothing, in milliseconds. */
const SILENCE_MS = 60_000;
/** No answer that makes sense is longer. */
const LONGEST_ANSWER = 64 * 1024;

/** What is said to a scanner. */
export interface Speech {
  /** The file, in the scanner's own form. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** By which the scanner knows that it was the whole of it. */
  readonly end: Uint8Array;
}

export interface ScannerAnswer {
  readonly text: string;
  /** Whether it came after the end. What a scanner says of a part of the file is no word about the whole. */
  readonly isAboutAll: boolean;
}

/**
 * Talks to a scanner, and returns all that comes back until the other side ends, or until `isWhole` says that nothing
 * more is needed. A scanner may answer before it has heard everything.
 * @throws ScanError if it can't be asked, or what the signal was aborted with
 */
export async function askScanner(
  where: NetConnectOpts,
  speech: Speech,
  isWhole: (answer: string) => boolean,
  signal: AbortSignal,
): Promise<ScannerAnswer> {
  try {
    return await talk(where, speech, isWhole, signal);
  } catch (error) {
    throw signal.aborted ? error : ScanError.trouble(error);
  }
}

async function talk(
  where: NetConnectOpts,
  { bytes, end }: Speech,
  isWhole: (answer: string) => boolean,
  signal: AbortSignal,
): Promise<ScannerAnswer> {
  signal.throwIfAborted();
  const socket = new ScannerConnection().connect(where);
  socket.setTimeout(SILENCE_MS, () =>
    socket.destroy(new Error(`The scanner was silent for ${SILENCE_MS / 1000} s.`)),
  );
  const stop = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const onAbort = () => socket.destroy(stop.reason instanceof Error ? stop.reason : new Error('Aborted.'));
  stop.addEventListener('abort', onAbort, { once: true });
  try {
    await once(socket, 'connect');
    const answer = listen(socket, isWhole);
    let isAboutAll = false;
    pipeline(bytes, socket, { end: false }).then(
      () => {
        isAboutAll = true;
        socket.write(end);
      },
      // A file that can't be read: the scanner must not take what it has heard for the whole of it.
      (error: Error) => socket.destroy(error),
    );
    return { text: await answer, isAboutAll };
  } finally {
    stop.removeEventListener('abort', onAbort);
    socket.destroy();
  }
}

/** Resolves with what was said so far when it is whole or the other side ends. */
function listen(socket: Socket, isWhole: (answer: string) => boolean): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let answer = '';
  // Not by iterating, which loses what was read right before a reset.
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
    if (isWhole(answer)) resolve(answer);
    else if (answer.length > LONGEST_ANSWER) reject(new Error('The scanner’s answer has no end.'));
  });
  socket.once('end', () => resolve(answer));
  socket.once('error', reject);
  socket.once('close', () => reject(new Error('The scanner hung up.')));
  return promise;
}
