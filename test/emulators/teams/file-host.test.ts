import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';

describe('the Teams file host', () => {
  let teams: TeamsEmulator;

  beforeEach(async () => {
    teams = await startTeamsEmulator();
  });

  afterEach(() => teams.close());

  const bytes = Buffer.from('0123456789'.repeat(100));
  const serve = (behaviour?: Parameters<TeamsEmulator['serveFile']>[1]['behaviour']) =>
    teams.serveFile({ kind: 'bytes', bytes }, { name: 'a.pdf', ...(behaviour && { behaviour }) });
  const open = async (url: string): Promise<IncomingMessage> => {
    const [response] = (await once(get(url), 'response')) as [IncomingMessage];
    return response;
  };

  it('gives the bytes with their size and type to whoever holds the link', async () => {
    const file = await serve();
    const response = await fetch(file.downloadUrl);
    assert.equal(response.headers.get('content-length'), '1000');
    assert.equal(response.headers.get('content-type'), 'application/pdf');
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
    assert.equal(await file.sha256(), createHash('sha256').update(bytes).digest('hex'));
  });

  it('refuses a link without its token, and the link for a browser', async () => {
    const file = await serve();
    assert.equal((await fetch(file.downloadUrl.replace(/tempauth=[^&]+/, 'tempauth=v1.x'))).status, 403);
    assert.equal((await fetch(file.contentUrl)).status, 403);
    assert.equal(file.requests, 0);
  });

  it('counts the requests for each file', async () => {
    const [one, other] = [await serve(), await serve()];
    await fetch(one.downloadUrl);
    await fetch(one.downloadUrl);
    assert.deepEqual([one.requests, other.requests], [2, 0]);
  });

  it('streams a file from the disk, and rejects one that is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'teams-'));
    try {
      await writeFile(join(folder, 'a.bin'), bytes);
      const file = await teams.serveFile({ kind: 'path', path: join(folder, 'a.bin') }, { name: 'photo' });
      assert.deepEqual([file.size, file.fileType], [1000, '']);
      assert.deepEqual(Buffer.from(await (await fetch(file.downloadUrl)).arrayBuffer()), bytes);
      await assert.rejects(
        teams.serveFile({ kind: 'path', path: join(folder, 'b') }, { name: 'b' }),
        /ENOENT/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('generates the same large file each time', async () => {
    const size = 3 * 1024 * 1024 + 5;
    const head = Buffer.from('%PDF-1.7');
    const file = await teams.serveFile({ kind: 'generated', size, head }, { name: 'large.pdf' });
    const received = Buffer.from(await (await fetch(file.downloadUrl)).arrayBuffer());
    assert.equal(received.byteLength, size);
    assert.equal(received.toString('latin1', 0, 8), '%PDF-1.7');
    assert.equal(createHash('sha256').update(received).digest('hex'), await file.sha256());
  });

  it('keeps to a speed', async () => {
    const file = await serve({ kind: 'slow', bytesPerSecond: 10_000 });
    const start = performance.now();
    const response = await fetch(file.downloadUrl);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
    assert.ok(performance.now() - start >= 90);
  });

  it('answers with a status as often as told', async () => {
    const file = await serve({ kind: 'status', status: 500, times: 1 });
    assert.equal((await fetch(file.downloadUrl)).status, 500);
    assert.equal((await fetch(file.downloadUrl)).status, 200);
    const gone = await serve({ kind: 'status', status: 404 });
    assert.equal((await fetch(gone.downloadUrl)).status, 404);
    assert.equal((await fetch(gone.downloadUrl)).status, 404);
  });

  it('cuts off and stalls as often as told', async () => {
    for (const kind of ['cut', 'stall'] as const) {
      const file = await serve({ kind, afterBytes: 300, times: 1 });
      const first = await fetch(file.downloadUrl, { signal: AbortSignal.timeout(100) });
      await assert.rejects(first.arrayBuffer());
      assert.deepEqual(Buffer.from(await (await fetch(file.downloadUrl)).arrayBuffer()), bytes);
    }
  });

  it('gives a sign-in page with status 200', async () => {
    const response = await fetch((await serve({ kind: 'signInPage' })).downloadUrl);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
  });

  it('cuts the body off after some of the declared bytes', async () => {
    const response = await open((await serve({ kind: 'cut', afterBytes: 300 })).downloadUrl);
    assert.equal(response.headers['content-length'], '1000');
    let received = 0;
    await assert.rejects(async () => {
      for await (const chunk of response) received += (chunk as Buffer).byteLength;
    }, /aborted/);
    assert.equal(received, 300);
  });

  it('stalls after some bytes without closing', async () => {
    const response = await open((await serve({ kind: 'stall', afterBytes: 300 })).downloadUrl);
    let received = 0;
    while (received < 300) {
      const [chunk] = (await once(response, 'data')) as [Buffer];
      received += chunk.byteLength;
    }
    assert.equal(received, 300);
    assert.equal(response.complete, false);
    response.destroy();
  });

  it('sends more than it declares', async () => {
    const file = await serve({ kind: 'longerThanDeclared', declared: 400 });
    const { port, pathname, search } = new URL(file.downloadUrl);
    const socket = connect(Number(port), '127.0.0.1');
    socket.end(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${teams.host}\r\nConnection: close\r\n\r\n`);
    const [head, body] = (await text(socket)).split('\r\n\r\n');
    assert.match(head ?? '', /content-length: 400/i);
    assert.equal(body?.length, 1000);
  });

  it('leaves the size away', async () => {
    const response = await open((await serve({ kind: 'chunked' })).downloadUrl);
    assert.equal(response.headers['content-length'], undefined);
    assert.deepEqual(await buffer(response), bytes);
  });

  it('redirects', async () => {
    const file = await serve();
    const moved = await serve({ kind: 'redirect', to: file.downloadUrl });
    const response = await fetch(moved.downloadUrl);
    assert.equal(response.redirected, true);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
  });

  it('lets a link expire', async () => {
    assert.equal((await fetch((await serve({ kind: 'expires', afterMs: 60_000 })).downloadUrl)).status, 200);
    assert.equal((await fetch((await serve({ kind: 'expires', afterMs: 0 })).downloadUrl)).status, 403);
  });
});
