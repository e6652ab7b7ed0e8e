import type { NetConnectOpts } from 'node:net';
import type { FileCheck } from '../checks/file-check.ts';
import { ScanError } from './scan-error.ts';
import { talk } from './scanner-socket.ts';

const PORT = 3310;
const MOST_BYTES = 64 * 1024;

/**
 * Has ClamAV's daemon look into files, by its command INSTREAM (clamd(8)): each chunk is preceded by its length, and
 * the end is a length of 0.
 * @param url `clamd://host:port`, or `clamd:///path` of a socket
 */
export function clamd(url: URL): FileCheck {
  const where = placeOf(url);
  return {
    check: async (file, signal) => {
      let isHeard = false;
      const bytes = inStream(file.open(), () => {
        isHeard = true;
      });
      const answer = await ask(where, bytes, signal);
      // What it says of a part of the file is no word about the whole.
      if (/^stream: OK\0?\s*$/.test(answer) && isHeard) return;
      const [, finding] = /^stream: (.*) FOUND\0?\s*$/.exec(answer) ?? [];
      if (finding !== undefined) throw ScanError.infected(finding);
      if (/size limit exceeded/i.test(answer)) throw ScanError.tooLarge();
      throw ScanError.trouble(new Error(`clamd answered “${answer.slice(0, 200)}”.`));
    },
  };
}

async function ask(
  where: NetConnectOpts,
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await talk(where, bytes, (answer) => answer.includes('\0'), signal);
  } catch (error) {
    if (signal.aborted) throw error;
    throw ScanError.trouble(error);
  }
}

/** @param onEnd called once all of it, with its end, was taken to be sent */
async function* inStream(bytes: AsyncIterable<Uint8Array>, onEnd: () => void): AsyncGenerator<Uint8Array> {
  yield Buffer.from('zINSTREAM\0');
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += MOST_BYTES) {
      const part = chunk.subarray(at, at + MOST_BYTES);
      yield lengthOf(part.length);
      yield part;
    }
  }
  onEnd();
  yield lengthOf(0);
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

function placeOf({ hostname, port, pathname }: URL): NetConnectOpts {
  if (hostname === '') return { path: decodeURIComponent(pathname) };
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || PORT) };
}
