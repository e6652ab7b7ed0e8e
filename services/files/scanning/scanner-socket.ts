import { once } from 'node:events';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { ScanError } from './scan-error.ts';

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
  const socket = connect(where);
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
    const said = speak(socket, bytes).then((isAll) => {
      isAboutAll = isAll;
      if (isAll) socket.write(end);
    });
    // Whoever is told enough may hang up on the rest; whether that is so shows in the answer.
    said.catch(() => {});
    return { text: await answer, isAboutAll };
  } finally {
    stop.removeEventListener('abort', onAbort);
    socket.destroy();
  }
}

/** Returns whether all of it was taken to be sent. */
async function speak(socket: Socket, bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  try {
    for await (const chunk of bytes) {
      if (!socket.writable) return false;
      if (!socket.write(chunk)) await once(socket, 'drain');
    }
    return true;
  } catch (error) {
    // The file can't be read, so the scanner must not take what it has heard for the whole of it.
    socket.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

async function listen(socket: Socket, isWhole: (answer: string) => boolean): Promise<string> {
  let answer = '';
  for await (const chunk of socket as Readable) {
    answer += Buffer.from(chunk).toString('latin1');
    if (isWhole(answer)) return answer;
    if (answer.length > LONGEST_ANSWER) throw new Error('The scanner’s answer has no end.');
  }
  return answer;
}
