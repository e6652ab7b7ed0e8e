import type { NetConnectOpts } from 'node:net';
import type { FileCheck } from '../checks/file-check.ts';
import { ScanError } from './scan-error.ts';
import { askScanner } from './scanner-socket.ts';

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
      const speech = { bytes: inStream(file.open()), end: lengthOf(0) };
      const { text: answer, isAboutAll } = await askScanner(where, speech, isWhole, signal);
      if (/^stream: OK\0?\s*$/.test(answer) && isAboutAll) return;
      const [, finding] = /^stream: (.*) FOUND\0?\s*$/.exec(answer) ?? [];
      if (finding !== undefined) throw ScanError.infected(finding);
      if (/size limit exceeded/i.test(answer)) throw ScanError.tooLarge();
      throw ScanError.trouble(new Error(`clamd answered “${answer.slice(0, 200)}”.`));
    },
  };
}

function isWhole(answer: string): boolean {
  return answer.includes('\0');
}

async function* inStream(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield Buffer.from('zINSTREAM\0');
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += MOST_BYTES) {
      const part = chunk.subarray(at, at + MOST_BYTES);
      yield lengthOf(part.length);
      yield part;
    }
  }
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
