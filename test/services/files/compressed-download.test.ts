import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import { Downloading, refusalOf } from './downloading.ts';

const ZEROS = Buffer.alloc(10_000_000);

describe('a download that comes compressed', () => {
  let downloading: Downloading;
  let server: Server;
  let asked: IncomingHttpHeaders | undefined;
  let answer: { encoding: string; body: Buffer };
  before(async () => {
    downloading = await Downloading.start();
    server = createServer((request, response) => {
      asked = request.headers;
      response.writeHead(200, { 'content-encoding': answer.encoding, 'content-length': answer.body.length });
      response.end(answer.body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(async () => {
    server.close();
    await downloading.stop();
  });

  for (const [encoding, body] of [
    ['gzip', gzipSync(ZEROS)],
    ['deflate', deflateSync(ZEROS)],
    ['br', brotliCompressSync(ZEROS)],
    ['zstd', zstdCompressSync(ZEROS)],
    ['gzip, gzip', gzipSync(gzipSync(ZEROS))],
  ] as const) {
    it(`is refused, and not unpacked: ${encoding}, ${body.length} bytes for ten million`, async () => {
      answer = { encoding, body };
      const address = server.address();
      const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
      const egress = new EgressPolicy([host]);
      const refusal = await refusalOf(downloading.fetch({ downloadUrl: `http://${host}/f.pdf` }, { egress }));
      assert.equal(refusal.code, 'download.encoded');
      assert.equal(asked?.['accept-encoding'], 'identity');
      assert.deepEqual(await downloading.spooled(), []);
    });
  }
});
