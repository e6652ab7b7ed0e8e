import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { FileBehaviour } from '../../../emulators/files/file-behaviour.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import { openFolderSpool } from '../../../services/files/spool/folder-spool.ts';
import { SpoolFullError } from '../../../services/files/spool/spool-errors.ts';
import { Downloading, refusalOf } from './downloading.ts';

describe('a download', () => {
  let downloading: Downloading;
  beforeEach(async () => {
    downloading = await Downloading.start();
  });
  afterEach(() => downloading.stop());

  for (const behaviour of [
    { kind: 'ok' },
    { kind: 'chunked' },
    { kind: 'slow', bytesPerSecond: 3_000_000 },
    { kind: 'expires', afterMs: 3_600_000 },
  ] as const satisfies FileBehaviour[]) {
    it(`keeps the very bytes of a file that comes ${behaviour.kind}`, async () => {
      const file = await downloading.serve(behaviour);
      const { size, sha256 } = await downloading.fetch(file);
      assert.deepEqual({ size, sha256 }, { size: file.size, sha256: await file.sha256() });
      assert.ok((await downloading.read()).equals(await buffer(file.open())));
      assert.deepEqual(await downloading.spooled(), ['file']);
      assert.equal(file.requests, 1);
    });
  }

  it('tells the declared size before the first byte is kept', async () => {
    const seen: unknown[] = [];
    const onDeclaredSize = async (size: number) => {
      seen.push(size, await downloading.spooled());
    };
    await downloading.fetch(await downloading.serve(), { onDeclaredSize });
    assert.deepEqual(seen, [300_000, []]);
    await downloading.fetch(await downloading.serve({ kind: 'chunked' }), { onDeclaredSize });
    assert.equal(seen.length, 2);
  });

  const REFUSED: readonly [code: string, action: string, behaviour: FileBehaviour][] = [
    ['download.expired', 'giveUp', { kind: 'status', status: 401 }],
    ['download.expired', 'giveUp', { kind: 'status', status: 403 }],
    ['download.expired', 'giveUp', { kind: 'expires', afterMs: 0 }],
    ['download.missing', 'giveUp', { kind: 'status', status: 404 }],
    ['download.missing', 'giveUp', { kind: 'status', status: 410 }],
    ['download.status', 'giveUp', { kind: 'status', status: 400 }],
    ['download.status', 'retry', { kind: 'status', status: 429 }],
    ['download.status', 'retry', { kind: 'status', status: 503 }],
    ['download.signInPage', 'giveUp', { kind: 'signInPage' }],
    ['download.cutOff', 'retry', { kind: 'cut', afterBytes: 100_000 }],
    ['download.cutOff', 'retry', { kind: 'cut', afterBytes: 0 }],
    ['download.stalled', 'retry', { kind: 'stall', afterBytes: 100_000 }],
    ['download.longer', 'giveUp', { kind: 'longerThanDeclared', declared: 100_000 }],
  ];
  for (const [code, action, behaviour] of REFUSED) {
    it(`fails with ${code} for ${JSON.stringify(behaviour)}, and leaves nothing`, async () => {
      const file = await downloading.serve(behaviour);
      const error = await refusalOf(downloading.fetch(file, { stallTimeoutMs: 300 }));
      assert.deepEqual([error.code, error.recovery.action], [code, action]);
      assert.deepEqual(await downloading.spooled(), []);
      assert.doesNotMatch(error.message, /tempauth|http/);
    });
  }

  it('replaces what an earlier attempt kept', async () => {
    await downloading.fetch(await downloading.serve());
    const file = await downloading.serve({ kind: 'ok' }, { kind: 'bytes', bytes: Buffer.from('newer') });
    await downloading.fetch(file);
    assert.equal((await downloading.read()).toString(), 'newer');
  });

  it('refuses an empty file', async () => {
    const file = await downloading.serve({ kind: 'ok' }, { kind: 'bytes', bytes: Buffer.alloc(0) });
    assert.equal((await refusalOf(downloading.fetch(file))).code, 'download.empty');
    assert.deepEqual(await downloading.spooled(), []);
  });

  it('says that a host that is not there can not be reached', async () => {
    const { downloadUrl } = await downloading.serve();
    const other = await Downloading.start();
    const gone = downloadUrl.replace(downloading.teams.host, other.teams.host);
    const { host } = other.teams;
    await other.stop();
    const egress = new EgressPolicy([host]);
    const error = await refusalOf(downloading.fetch({ downloadUrl: gone }, { egress }));
    assert.deepEqual([error.code, error.recovery.action], ['download.unreachable', 'retry']);
  });

  it('ends when it is told to, and leaves nothing', async () => {
    const controller = new AbortController();
    const file = await downloading.serve({ kind: 'stall', afterBytes: 100_000 });
    const attempt = downloading.fetch(file, {
      signal: controller.signal,
      onDeclaredSize: async () => controller.abort(new Error('The bot is stopped.')),
    });
    await assert.rejects(attempt, /The bot is stopped/);
    assert.deepEqual(await downloading.spooled(), []);
  });

  it('asks for nothing once it has been told to end', async () => {
    const file = await downloading.serve();
    await assert.rejects(
      downloading.fetch(file, { signal: AbortSignal.abort(new Error('stopped')) }),
      /stopped/,
    );
    assert.equal(file.requests, 0);
  });

  it('passes on what is wrong with this machine’s disk as it is', async () => {
    const { downloadUrl } = await downloading.serve();
    const folder = await mkdtemp(join(tmpdir(), 'bridge-download-'));
    const spool = await openFolderSpool(folder);
    await rm(folder, { recursive: true });
    await assert.rejects(downloading.fetchTo(spool, downloadUrl), { code: 'ENOENT', syscall: 'open' });
  });

  it('waits for no byte of a file whose declared size does not fit in', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bridge-download-'));
    const spool = await openFolderSpool(folder, Number.MAX_SAFE_INTEGER);
    const { downloadUrl } = await downloading.serve({ kind: 'stall', afterBytes: 100_000 });
    await assert.rejects(downloading.fetchTo(spool, downloadUrl), SpoolFullError);
    assert.deepEqual(await readdir(folder), []);
    await rm(folder, { recursive: true });
  });

  it('passes on an error of whoever is told the size', async () => {
    const failure = Object.assign(new Error('no database'), { code: 'ECONNREFUSED' });
    const attempt = downloading.fetch(await downloading.serve(), {
      onDeclaredSize: () => Promise.reject(failure),
    });
    await assert.rejects(attempt, (error) => error === failure);
  });

  it('notices that the connection broke while the size was being told', async () => {
    const file = await downloading.serve({ kind: 'cut', afterBytes: 1000 });
    const onDeclaredSize = async () => {
      // Long enough for the end to arrive.
      for (let round = 0; round < 5; round++) await (await fetch(`http://${downloading.teams.host}/`)).text();
    };
    assert.equal((await refusalOf(downloading.fetch(file, { onDeclaredSize }))).code, 'download.cutOff');
    assert.deepEqual(await downloading.spooled(), []);
  });

  for (const [title, content] of [
    ['text', Buffer.from('0123456789'.repeat(100))],
    ['bytes', randomBytes(1000)],
  ] as const) {
    it(`notices that a little ${title} is longer than declared, however long telling the size takes`, async () => {
      const behaviour = { kind: 'longerThanDeclared', declared: 500 } as const;
      const file = await downloading.serve(behaviour, { kind: 'bytes', bytes: content });
      const onDeclaredSize = async () => {
        // Long enough for all of it to arrive.
        await fetch(`http://${downloading.teams.host}/`).then((answer) => answer.text());
      };
      assert.equal((await refusalOf(downloading.fetch(file, { onDeclaredSize }))).code, 'download.longer');
      assert.deepEqual(await downloading.spooled(), []);
    });
  }
});
