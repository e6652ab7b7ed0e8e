import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { CheckedFile } from '../../../../services/files/checks/file-check.ts';
import { clamd } from '../../../../services/files/scanning/clamd.ts';
import { icap } from '../../../../services/files/scanning/icap.ts';
import { scanCommand } from '../../../../services/files/scanning/scan-command.ts';
import { splitCommand } from '../../../../services/files/scanning/split-command.ts';
import { eventually } from '../../../support/eventually.ts';
import { fileOf, verdictOf } from './scanning.ts';

/** Answers each connection once it has heard this. */
async function listen(
  t: { servers: Server[] },
  end: RegExp,
  answer: (socket: Socket, heard: string) => void,
) {
  const server = createServer((socket) => {
    let heard = '';
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      if (end.test(heard)) answer(socket, heard);
    });
  });
  t.servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A file that can't be read to its end. */
function brokenFile(): CheckedFile {
  const bytes = async function* () {
    yield Buffer.from('first');
    throw new Error('The disk is gone.');
  };
  return { ...fileOf('bytes'), open: () => Readable.from(bytes()) };
}

describe('a scanner on the network', () => {
  const t = { servers: [] as Server[] };
  afterEach(() => {
    for (const server of t.servers.splice(0)) server.close();
  });
  const END_OF_STREAM = /\0\0\0\0$/;
  const END_OF_BODY = /\r\n0\r\n\r\n$/;

  for (const [what, answer] of [
    ['nonsense', (socket: Socket) => socket.end('<html>\0')],
    ['nothing', (socket: Socket) => socket.end()],
    ['a reset', (socket: Socket) => socket.resetAndDestroy()],
    ['an error that sounds good', (socket: Socket) => socket.end('stream: NOT OK\0')],
    ['an error', (socket: Socket) => socket.end('INSTREAM: Can’t open file. ERROR\0')],
    ['something without an end', (socket: Socket) => socket.write('x'.repeat(200_000))],
  ] as const) {
    it(`clamd that answers with ${what} lets nothing pass`, async () => {
      const port = await listen(t, END_OF_STREAM, answer);
      assert.equal(
        await verdictOf(clamd(new URL(`clamd://127.0.0.1:${port}`)), fileOf('bytes')),
        'scan.trouble',
      );
    });
  }

  it('is heard when it wants no more of a file and hangs up on the rest', async () => {
    const thread = new Worker(new URL('./impatient-clamd.ts', import.meta.url));
    const [{ port }] = await once(thread, 'message');
    thread.unref();
    const check = clamd(new URL(`clamd://127.0.0.1:${port}`));
    const opened: Readable[] = [];
    const large = fileOf(Buffer.alloc(5_000_000));
    const file = {
      ...large,
      open: () => {
        const bytes = Readable.from(large.open());
        opened.push(bytes);
        return bytes;
      },
    };
    for (let time = 0; time < 20; time++) assert.equal(await verdictOf(check, file), 'scan.tooLarge');
    await eventually(() => opened.every(({ destroyed }) => destroyed));
    assert.equal(opened.length, 20);
    await thread.terminate();
  });

  it('that is not there lets nothing pass', async () => {
    const port = await listen(t, END_OF_STREAM, () => {});
    for (const server of t.servers.splice(0)) server.close();
    assert.equal(
      await verdictOf(clamd(new URL(`clamd://127.0.0.1:${port}`)), fileOf('bytes')),
      'scan.trouble',
    );
    assert.equal(
      await verdictOf(icap(new URL(`icap://127.0.0.1:${port}/x`)), fileOf('bytes')),
      'scan.trouble',
    );
  });

  it('is not believed about a file of which it has heard a part alone', async () => {
    const port = await listen(t, /zINSTREAM/, () => {});
    assert.equal(await verdictOf(clamd(new URL(`clamd://127.0.0.1:${port}`)), brokenFile()), 'scan.trouble');
  });

  it('ends when the work is called off', async () => {
    const port = await listen(t, /zINSTREAM/, () => {});
    const controller = new AbortController();
    const checking = clamd(new URL(`clamd://127.0.0.1:${port}`)).check(fileOf('bytes'), controller.signal);
    setImmediate(() => controller.abort(new Error('Stopped.')));
    await assert.rejects(checking, /Stopped/);
  });

  for (const [what, answer, verdict] of [
    ['204', 'ICAP/1.0 204 No Content\r\n\r\n', 'clean'],
    [
      'the file, or the beginning of one',
      'ICAP/1.0 200 OK\r\nEncapsulated: res-hdr=0, res-body=19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
      'scan.trouble',
    ],
    [
      'a finding',
      'ICAP/1.0 200 OK\r\nX-Infection-Found: Type=0; Resolution=2; Threat=Eicar;\r\n\r\nHTTP/1.1 403 Forbidden\r\n\r\n',
      'scan.infected',
    ],
    ['a page that refuses it', 'ICAP/1.0 200 OK\r\n\r\nHTTP/1.1 403 Forbidden\r\n\r\n', 'scan.infected'],
    ['the way to a page', 'ICAP/1.0 200 OK\r\n\r\nHTTP/1.1 307 Moved\r\n\r\n', 'scan.infected'],
    ['trouble of its own', 'ICAP/1.0 200 OK\r\n\r\nHTTP/1.1 500 Scan error\r\n\r\n', 'scan.trouble'],
    ['a head that breaks off', 'ICAP/1.0 204 No Content\r\nX-Vir', 'scan.trouble'],
    ['a page that breaks off', 'ICAP/1.0 200 OK\r\n\r\nHTTP/1.1 4', 'scan.trouble'],
    ['a finding beside 204', 'ICAP/1.0 204 No Content\r\nX-Virus-ID: Eicar\r\n\r\n', 'scan.infected'],
    ['that there is no such service', 'ICAP/1.0 404 Not Found\r\n\r\n', 'scan.trouble'],
    ['that it is overloaded', 'ICAP/1.0 503 Overloaded\r\n\r\n', 'scan.trouble'],
    ['HTTP', 'HTTP/1.1 200 OK\r\n\r\n', 'scan.trouble'],
    ['nothing', '', 'scan.trouble'],
  ] as const) {
    it(`of ICAP that answers with ${what} is understood`, async () => {
      let request = '';
      const port = await listen(t, END_OF_BODY, (socket, heard) => {
        request = heard;
        socket.end(answer);
      });
      const check = icap(new URL(`icap://127.0.0.1:${port}/avscan`));
      assert.equal(await verdictOf(check, fileOf('some bytes', 4)), verdict);
      assert.match(
        request,
        new RegExp(`^RESPMOD icap://127.0.0.1:${port}/avscan ICAP/1.0\r\nHost: 127.0.0.1:${port}\r\n`),
      );
      assert.match(request, /4\r\nsome\r\n4\r\n byt\r\n2\r\nes\r\n0\r\n\r\n$/);
      assert.doesNotMatch(request, /plan\.pdf/);
    });
  }

  it('that speaks ICAP is not believed about a file that it calls clean before it has heard all of it', async () => {
    const port = await listen(t, /^RESPMOD/, (socket) => socket.end('ICAP/1.0 204 No Content\r\n\r\n'));
    const check = icap(new URL(`icap://127.0.0.1:${port}/avscan`));
    assert.equal(await verdictOf(check, fileOf(Buffer.alloc(20_000_000))), 'scan.trouble');
  });
});

describe('a scanner that is a program', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bridge scan '));
  });
  after(() => rm(folder, { recursive: true }));

  /** A program of these lines of shell. */
  const program = async (lines: string) => {
    const path = join(folder, `${Math.random()}.sh`);
    await writeFile(path, `#!/bin/sh\n${lines}\n`);
    await chmod(path, 0o700);
    return `"${path}"`;
  };
  const environment = { PATH: process.env.PATH ?? '' };
  const verdict = async (lines: string, args = '', bytes = 'bytes') =>
    verdictOf(scanCommand({ line: `${await program(lines)} ${args}`, environment }), fileOf(bytes));

  it('is judged by how it ends', async () => {
    assert.equal(await verdict('exit 0'), 'clean');
    assert.equal(await verdict('echo Evil; exit 1'), 'scan.infected');
    assert.equal(await verdict('exit 2'), 'scan.trouble');
    assert.equal(await verdict('kill -9 $$'), 'scan.trouble');
    assert.equal(
      await verdictOf(scanCommand({ line: '/nowhere/scan', environment }), fileOf('x')),
      'scan.trouble',
    );
  });

  it('gets the bytes on its standard input, by the path of a copy, or where it asks for that', async () => {
    assert.equal(await verdict('[ "$(cat)" = bytes ] && [ "$(cat "$1")" = bytes ] || exit 3'), 'clean');
    assert.equal(await verdict('[ "$(cat)" = bytes ] && [ "$#" = 1 ] || exit 3', '-'), 'clean');
    assert.equal(
      await verdict('[ "$(cat "$2")" = bytes ] && [ "$3" = last ] || exit 3', "'a b' {file} last"),
      'clean',
    );
  });

  it('may leave its input unread', async () => {
    assert.equal(await verdict('exit 0', '-', 'x'.repeat(5_000_000)), 'clean');
  });

  it('is not believed about a file of which it could read a part alone', async () => {
    const line = `${await program('cat > /dev/null; exit 0')} -`;
    assert.equal(await verdictOf(scanCommand({ line, environment }), brokenFile()), 'scan.trouble');
  });

  it('gets nothing of the bot’s environment but what it needs, and leaves nothing behind', async () => {
    process.env.MARKED_SECRET = 'MARKED';
    try {
      assert.equal(await verdict('env | grep -q MARKED && exit 3; exit 0'), 'clean');
    } finally {
      delete process.env.MARKED_SECRET;
    }
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith('bridge-scan-'));
    assert.deepEqual(left, []);
  });

  it('is ended, with what it has started, when the work is called off', async () => {
    const controller = new AbortController();
    const line = await program('sleep 60 & wait');
    const checking = scanCommand({ line, environment }).check(fileOf('x'), controller.signal);
    setTimeout(() => controller.abort(new Error('Stopped.')), 100);
    await assert.rejects(checking, /Stopped/);
  });

  it('is ended although only what it has started goes on', async () => {
    const controller = new AbortController();
    const line = await program('sleep 60 & exit 0');
    const checking = scanCommand({ line, environment }).check(fileOf('x'), controller.signal);
    setTimeout(() => controller.abort(new Error('Stopped.')), 300);
    await assert.rejects(checking, /Stopped/);
  });

  it('is not started once the work was called off', async () => {
    const controller = new AbortController();
    const marker = join(folder, 'started');
    const line = await program(`touch "${marker}"`);
    const checking = scanCommand({ line, environment }).check(fileOf('x'), controller.signal);
    controller.abort(new Error('Stopped.'));
    await assert.rejects(checking);
    assert.ok(!existsSync(marker));
  });

  it('is no shell: nothing in the line has a meaning but quotes', () => {
    assert.deepEqual(splitCommand(`scan --x="a b" 'c "d"' e\\ f $HOME ; rm "\\"q\\""`), [
      'scan',
      '--x=a b',
      'c "d"',
      'e f',
      '$HOME',
      ';',
      'rm',
      '"q"',
    ]);
  });
});
