import { once } from 'node:events';
import { connect, type NetConnectOpts, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** How long a scanner may take for one file, in milliseconds. */
const PATIENCE_MS = 600_000;
/** How long a scanner may say and take nothing, in milliseconds. */
const SILENCE_MS = 60_000;
/** No answer that makes sense is longer. */
const LONGEST_ANSWER = 64 * 1024;

/**
 * Talks to a scanner: sends these bytes, and returns all that comes back until the other side ends, or until
 * `isWhole` says that nothing more is needed. A scanner may answer before it has heard everything.
 */
export async function talk(
  where: NetConnectOpts,
  bytes: AsyncIterable<Uint8Array>,
  isWhole: (answer: string) => boolean,
  signal: AbortSignal,
): Promise<string> {
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
    const said = speak(socket, bytes);
    // Whoever is told enough may hang up on the rest; whether that is so shows in the answer.
    said.catch(() => {});
    return await answer;
  } finally {
    stop.removeEventListener('abort', onAbort);
    socket.destroy();
  }
}

async function speak(socket: Socket, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const chunk of bytes) {
      if (!socket.writable) return;
      if (!socket.write(chunk)) await once(socket, 'drain');
    }
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
