import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

const GUARD = new URL('../../services/guard-fetch.ts', import.meta.url);

describe('fetch, once it is guarded', () => {
  let server: Server;
  /** The last request. */
  let heard: string;
  afterEach(() => server.close());

  /** Has a process of its own fetch from a server that does this with each connection, and gives what it wrote. */
  async function fetches(answer: (socket: Socket) => void, script: string): Promise<string> {
    server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (data) => {
        heard = String(data);
        answer(socket);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const code = `const { guardFetch } = await import(${JSON.stringify(GUARD)}); guardFetch(); const url = ${JSON.stringify(url)}; ${script}`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code]);
    return stdout.trim();
  }

  // That the connection is closed shows nowhere before the answer is read, so the process waits a moment for it.
  it('outlives a connection that is closed before its answer was read', async () => {
    const body = Buffer.alloc(64 * 1024, 'a');
    const written = await fetches(
      (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`);
        socket.end(body);
      },
      `const answer = await fetch(url);
      await new Promise((resolve) => setTimeout(resolve, 200));
      console.log((await answer.text()).length);`,
    );
    assert.equal(written, String(body.length));
  });

  it('refuses an answer without an end', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    const written = await fetches(
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        const more = () => {
          if (!socket.destroyed) socket.write(chunk, more);
        };
        more();
      },
      `const answer = await fetch(url);
      console.log(await answer.text().then(() => 'read', () => 'refused'));
      process.exit();`,
    );
    assert.equal(written, 'refused');
  });

  for (const [encoding, compress] of [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const) {
    it(`refuses the few bytes of an answer in ${encoding} that would unpack to very many`, async () => {
      const packed = compress(Buffer.alloc(20 * 1024 * 1024));
      const written = await fetches(
        (socket) => {
          socket.write(
            `HTTP/1.1 200 OK\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${packed.length}\r\n\r\n`,
          );
          socket.end(packed);
        },
        `console.log(await fetch(url).then((answer) => answer.text()).then(({ length }) => length, ({ cause }) => cause.message));
        process.exit();`,
      );
      assert.match(written, /came compressed/);
    });
  }

  it('asks for nothing compressed', async () => {
    await fetches((socket) => {
      socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
    }, `await fetch(url, { headers: { 'Accept-Encoding': 'gzip' } }); process.exit();`);
    assert.match(heard, /^accept-encoding: identity\r$/im);
    assert.doesNotMatch(heard, /gzip/);
  });
});
