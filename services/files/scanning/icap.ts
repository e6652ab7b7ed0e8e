import type { CheckedFile, FileCheck } from '../checks/file-check.ts';
import { ScanError } from './scan-error.ts';
import { askScanner } from './scanner-socket.ts';

const PORT = 1344;
/** Headers by which scanners name what they found; none is standard. */
const FINDING = /^(?:X-Infection-Found|X-Virus-ID|X-Violations-Found|X-Virus-Name):[ \t]*(.*)$/im;
/** What would be said about the file over HTTP. It needs no name. */
const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n';

/** By which a scanner puts a page, or the way to one, in a file's place. */
const REFUSAL = /^HTTP\/1\.[01] (?:403|30\d)/;

/**
 * Has a scanner look into files by ICAP (RFC 3507), as the answer to a download (RESPMOD). A finding in the headers, or
 * a refusal in the file's place, means that it is infected. Only 204 means that it is clean: with 200 a scanner that is
 * not done yet begins to give the file back as well.
 * @param url `icap://host:port/service`
 */
export function icap(url: URL): FileCheck {
  const where = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || PORT) };
  return {
    check: async (file, signal) => {
      const speech = { bytes: respmod(url, file), end: Buffer.from('0\r\n\r\n') };
      const { text, isAboutAll } = await askScanner(where, speech, isWhole, signal);
      const [head, inner] = partsOf(text);
      const status = Number(/^ICAP\/1\.0 (\d{3})/.exec(head)?.[1] ?? 0);
      const [, finding] = FINDING.exec(head) ?? [];
      if (finding !== undefined) throw ScanError.infected(nameOf(finding));
      if (status === 200 && REFUSAL.test(inner)) throw ScanError.infected('refused by the scanner');
      if (status === 204 && isAboutAll) return;
      throw ScanError.trouble(
        new Error(`The ICAP service answered with ${status}${isAboutAll ? '' : ' too early'}.`),
      );
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
}

/** Of the file, which a 200 repeats, nothing is needed: its own status stands before it. */
function isWhole(answer: string): boolean {
  const [icapHead, httpHead] = answer.split('\r\n\r\n');
  if (icapHead === undefined || !answer.includes('\r\n\r\n')) return false;
  return !/^ICAP\/1\.0 200/.test(icapHead) || (httpHead ?? '').length > 15;
}

/** Its own head, and what stands after it; an answer that breaks off in its head has none. */
function partsOf(answer: string): readonly [head: string, inner: string] {
  const end = answer.indexOf('\r\n\r\n');
  return end < 0 ? ['', ''] : [answer.slice(0, end), answer.slice(end + 4)];
}

/** `Type=0; Resolution=2; Threat=EICAR;` or a plain name. */
function nameOf(finding: string): string {
  return /Threat=([^;]*)/i.exec(finding)?.[1] ?? finding;
}
