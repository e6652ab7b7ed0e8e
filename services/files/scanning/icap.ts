import type { CheckedFile, FileCheck } from '../checks/file-check.ts';
import { ScanError } from './scan-error.ts';
import { talk } from './scanner-socket.ts';

const PORT = 1344;
/** Headers by which scanners name what they found; none is standard. */
const FINDING = /^(?:X-Infection-Found|X-Virus-ID|X-Violations-Found|X-Virus-Name):[ \t]*(.*)$/im;
/** What would be said about the file over HTTP. It needs no name. */
const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n';

/**
 * Has a scanner look into files by ICAP (RFC 3507), as the answer to a download (RESPMOD). 204 means that there is
 * nothing to say about it; a finding in its headers, or another status than that of the file, that there is. A scanner
 * that puts a page of status 200 in the file's place has to name its finding.
 * @param url `icap://host:port/service`
 */
export function icap(url: URL): FileCheck {
  const where = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || PORT) };
  return {
    check: async (file, signal) => {
      const answer = await ask();
      const status = Number(/^ICAP\/1\.0 (\d{3})/.exec(answer)?.[1] ?? 0);
      const [, finding] = FINDING.exec(headersOf(answer)) ?? [];
      if (finding !== undefined) throw ScanError.infected(nameOf(finding));
      if (status === 204) return;
      if (status !== 200) throw ScanError.trouble(new Error(`The ICAP service answered with ${status}.`));
      const inner = Number(/\r\n\r\nHTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 0);
      if (inner !== 200) throw ScanError.infected('refused by the scanner');

      async function ask(): Promise<string> {
        try {
          return await talk(where, respmod(url, file), isWhole, signal);
        } catch (error) {
          if (signal.aborted) throw error;
          throw ScanError.trouble(error);
        }
      }
    },
  };
}

async function* respmod(url: URL, file: CheckedFile): AsyncGenerator<Uint8Array> {
  yield Buffer.from(
    `RESPMOD ${url.href} ICAP/1.0\r\nHost: ${url.host}\r\nAllow: 204\r\nConnection: close\r\n` +
      `Encapsulated: res-hdr=0, res-body=${RESPONSE.length}\r\n\r\n${RESPONSE}`,
  );
  for await (const chunk of file.open()) {
    yield Buffer.from(`${chunk.length.toString(16)}\r\n`);
    yield chunk;
    yield Buffer.from('\r\n');
  }
  yield Buffer.from('0\r\n\r\n');
}

/** Of the file, which a 200 repeats, nothing is needed: its own status stands before it. */
function isWhole(answer: string): boolean {
  const [icapHead, httpHead] = answer.split('\r\n\r\n');
  if (icapHead === undefined || !answer.includes('\r\n\r\n')) return false;
  return !/^ICAP\/1\.0 200/.test(icapHead) || (httpHead ?? '').length > 15;
}

function headersOf(answer: string): string {
  return answer.split('\r\n\r\n', 1)[0] ?? '';
}

/** `Type=0; Resolution=2; Threat=EICAR;` or a plain name. */
function nameOf(finding: string): string {
  return /Threat=([^;]*)/i.exec(finding)?.[1] ?? finding;
}
