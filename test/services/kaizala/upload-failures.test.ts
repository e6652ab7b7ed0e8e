import assert from 'node:assert/strict';
import { PassThrough, Readable } from 'node:stream';
import { BridgeError } from '../../../services/errors.ts';
import {
  KaizalaAnsweredError,
  KaizalaFileError,
  KaizalaNoAnswerError,
} from '../../../services/kaizala/errors.ts';
import { failureOf, memoryFile, Setting } from './setting.ts';

const ROUTE = 'POST /v1/media';

describe('uploadMedia, when something fails', () => {
  let setting: Setting;
  beforeEach(async () => {
    setting = await Setting.start();
    setting.server.script(ROUTE, { body: { mediaResource: 'resource-1' } });
  });
  afterEach(() => setting.stop());

  for (const [words, content] of [
    ['fewer', 'four'],
    ['more', 'more than five'],
  ] as const) {
    it(`gives up a file that has ${words} bytes than promised`, async () => {
      const file = memoryFile('a.pdf', content, 5);
      const error = await failureOf(setting.client().uploadMedia([file]));
      assert.ok(error instanceof KaizalaFileError);
      assert.deepEqual(error.recovery, { action: 'giveUp' });
      assert.match(error.message, /The file does not have the 5 bytes/);
      assert.equal(file.opened[0]?.destroyed, true);
    });
  }

  const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

  it('sends a file that has the hash that was promised', async () => {
    const file = { ...memoryFile('a.pdf', 'hello'), sha256: HELLO };
    assert.equal(await setting.client().uploadMedia([file]), 'resource-1');
  });

  it('holds the last bytes back and gives up if the hash is another, so that no request becomes whole', async () => {
    const received: Buffer[] = [];
    const end = Promise.withResolvers<unknown>();
    setting.server.script(ROUTE, (request) => {
      request.on('data', (chunk: Buffer) => received.push(chunk));
      request.once('end', () => end.reject(new Error('The request was whole.')));
      request.once('error', end.resolve);
    });
    const open = () => Readable.from([Buffer.from('hel'), Buffer.from('l'), Buffer.from('0')]);
    const file = { name: 'a.pdf', size: 5, sha256: HELLO, open };
    const error = await failureOf(setting.client().uploadMedia([memoryFile('b.pdf', 'B'), file]));
    assert.ok(error instanceof KaizalaFileError);
    assert.deepEqual(error.recovery, { action: 'giveUp' });
    assert.match(error.message, /The file changed while it lay in the spool\. Share it again\./);
    await end.promise;
    assert.doesNotMatch(Buffer.concat(received).toString(), /hell0/);
  });

  it('says that a file could not be read, and why', async () => {
    const cause = new Error('disk on fire at https://blob.example/a?sig=signature');
    const file = {
      name: 'a.pdf',
      size: 5,
      open: () =>
        new Readable({
          read() {
            this.destroy(cause);
          },
        }),
    };
    const error = await failureOf(setting.client().uploadMedia([memoryFile('b.pdf', 'B'), file]));
    assert.ok(error instanceof KaizalaFileError);
    assert.match(error.message, /The file could not be read/);
    assert.equal(String(error.cause), 'Error: Error: disk on fire at https://blob.example/a?…');
  });

  it('says so too if the file can not even be opened', async () => {
    const file = {
      name: 'a.pdf',
      size: 5,
      open: () => {
        throw new Error('gone');
      },
    };
    assert.ok((await failureOf(setting.client().uploadMedia([file]))) instanceof KaizalaFileError);
  });

  it('notices a file that closes without an end', async () => {
    const file = {
      name: 'a.pdf',
      size: 5,
      open: () =>
        new Readable({
          read() {
            this.destroy();
          },
        }),
    };
    assert.ok((await failureOf(setting.client().uploadMedia([file]))) instanceof KaizalaFileError);
  });

  it("passes on the spool's own error", async () => {
    class SpoolError extends BridgeError {}
    const own = new SpoolError('spool.gone', 'The file is gone.', { action: 'giveUp' });
    const file = {
      name: 'a.pdf',
      size: 5,
      open: () =>
        new Readable({
          read() {
            this.destroy(own);
          },
        }),
    };
    assert.equal(await failureOf(setting.client().uploadMedia([file])), own);
  });

  it('stops when the peer stops reading', async () => {
    setting.server.script(ROUTE, () => {});
    const source = new PassThrough();
    const chunk = Buffer.alloc(65_536);
    const feed = () => {
      while (source.write(chunk));
    };
    source.on('drain', feed);
    feed();
    const file = { name: 'a.mp4', size: 1e9, open: () => source };
    const error = await failureOf(setting.client({ stallTimeoutMs: 150 }).uploadMedia([file]));
    assert.ok(error instanceof KaizalaNoAnswerError);
    assert.match(error.message, /0\.15 seconds/);
    assert.equal(source.destroyed, true);
  });

  it('stops when the file itself gives no more bytes', async () => {
    const source = new PassThrough();
    source.write('A');
    const file = { name: 'a.mp4', size: 5, open: () => source };
    const error = await failureOf(setting.client({ stallTimeoutMs: 50 }).uploadMedia([file]));
    assert.ok(error instanceof KaizalaNoAnswerError);
    assert.equal(source.destroyed, true);
  });

  it('stops when no answer comes, or only half of one', async () => {
    setting.server.script(
      ROUTE,
      (request) => request.resume(),
      (request, response) => {
        request.resume();
        response.writeHead(200).write('{"mediaResource":');
      },
    );
    const client = setting.client({ stallTimeoutMs: 50 });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const error = await failureOf(client.uploadMedia([memoryFile('a.jpg', 'A')]));
      assert.ok(error instanceof KaizalaNoAnswerError);
    }
    assert.equal(setting.server.requestsTo(ROUTE).length, 2);
  });

  it('goes on for longer than the stall time-out while something moves', async () => {
    const source = new PassThrough();
    const file = { name: 'a.mp4', size: 6, open: () => source };
    const uploaded = setting.client({ stallTimeoutMs: 100 }).uploadMedia([file], {
      onProgress: (sent) => setTimeout(() => (sent === 6 ? source.end() : source.write('A')), 40),
    });
    source.write('A');
    assert.equal(await uploaded, 'resource-1');
  });

  it('ends with the reason when the caller aborts, and closes the file', async () => {
    const source = new PassThrough();
    const abort = new AbortController();
    const reason = new Error('cancelled');
    const uploaded = setting.client().uploadMedia([{ name: 'a.mp4', size: 5, open: () => source }], {
      signal: abort.signal,
      onProgress: () => abort.abort(reason),
    });
    source.write('A');
    assert.equal(await failureOf(uploaded), reason);
    assert.equal(source.destroyed, true);
  });

  it('sends nothing for a caller that has aborted already', async () => {
    const signal = AbortSignal.abort();
    assert.equal(
      await failureOf(setting.client().uploadMedia([memoryFile('a.jpg', 'A')], { signal })),
      signal.reason,
    );
    assert.deepEqual(setting.server.requests, []);
  });

  it('does not believe a success that comes before the file is sent', async () => {
    setting.server.script(ROUTE, (_request, response) => response.end('{"mediaResource":"too early"}'));
    const source = new PassThrough();
    source.write('A');
    const file = { name: 'a.mp4', size: 5, open: () => source };
    assert.ok((await failureOf(setting.client().uploadMedia([file]))) instanceof KaizalaNoAnswerError);
    assert.equal(source.destroyed, true);
  });

  it('understands an error that comes before the file is sent', async () => {
    setting.server.script(ROUTE, (_request, response) => response.writeHead(413).end());
    const source = new PassThrough();
    source.write('A');
    const error = await failureOf(
      setting.client().uploadMedia([{ name: 'a.mp4', size: 5, open: () => source }]),
    );
    assert.ok(error instanceof KaizalaAnsweredError);
    assert.equal(error.status, 413);
    assert.equal(source.destroyed, true);
  });

  it('names the remedy for a type that Kaizala does not take', async () => {
    setting.server.script(ROUTE, { status: 415, body: { message: 'Unsupported' } });
    const error = await failureOf(setting.client().uploadMedia([memoryFile('a.txt', 'A')]));
    assert.ok(error instanceof KaizalaAnsweredError);
    assert.match(error.message, /another format/);
  });
});
