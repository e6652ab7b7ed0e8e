import assert from 'node:assert/strict';
import type { FileSource } from '../../../../services/files/file-source.ts';
import type { SharedFile } from '../../../../services/forwards/types.ts';
import { all, Stage } from '../stage.ts';

const PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  Buffer.from('IHDR'),
  Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
  Buffer.from('IDAT'),
  Buffer.alloc(50),
]);

describe('fetching a file for a forward', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.start();
  });
  afterEach(() => stage.close());

  /** A file that lies on a site, to be had by Graph alone. */
  const shared = async (name: string, size = 20_000) => {
    const served = await stage.teams.serveFile({ kind: 'generated', size }, { name });
    const source: FileSource = { kind: 'graphShare', tenantId: stage.teams.tenantId, url: served.contentUrl };
    return { file: { name, kind: 'document', source } satisfies SharedFile, served };
  };
  /** @param served the type that it is served as, @param named and that the activity names */
  const pasted = async (bytes: Buffer, served = 'image/png', named?: string): Promise<SharedFile> => {
    const { contentUrl: url } = await stage.teams.keepAttachment({ kind: 'bytes', bytes }, { type: served });
    const { serviceUrl } = stage.teams;
    return {
      name: 'Pasted picture',
      kind: 'image',
      source: { kind: 'connectorAttachment', url, serviceUrl, ...(named && { mediaType: named }) },
    };
  };
  const fetched = (id: string) => stage.found({ id }, all('spooled', 'failed'));

  it('names a pasted picture by its bytes', async () => {
    const { id } = await stage.receive([await pasted(PNG)]);
    const { posts } = await fetched(id);
    assert.deepEqual(
      posts.flatMap(({ files }) => files.map(({ name, state }) => [name, state])),
      [['Pasted picture.png', 'spooled']],
    );
  });

  for (const [served, named, extension] of [
    ['image/jpeg', undefined, '.jpg'],
    ['image/png', 'image/jpeg', '.png'],
    ['application/octet-stream', 'image/png', '.png'],
  ] as const) {
    it(`names one whose bytes say nothing by ${served}${named ? ` and ${named}` : ''}`, async () => {
      const { id } = await stage.receive([await pasted(Buffer.alloc(300, 7), served, named)]);
      const { posts } = await fetched(id);
      assert.deepEqual(
        posts.flatMap(({ files }) => files.map(({ name, state }) => [name, state])),
        [[`Pasted picture${extension}`, 'spooled']],
      );
    });
  }

  it('fails for a picture of a type that Kaizala does not take, says which it takes, and keeps nothing', async () => {
    const { id } = await stage.receive([
      await pasted(Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(300)])),
    ]);
    const forward = await fetched(id);
    const [file] = forward.posts.flatMap(({ files }) => files);
    assert.deepEqual([file?.state, file?.failure?.code], ['failed', 'file.type']);
    assert.match(file?.failure?.message ?? '', /\.gif.*\.jpg \.jpeg \.png/);
    assert.deepEqual(await stage.spooled(forward), []);
  });

  it('goes on by itself while Graph has trouble, longer than a link from Teams would last', async () => {
    stage.teams.graph.failNext('share', { kind: 'status', status: 503 }, 6);
    const { file, served } = await shared('plan.pdf');
    const { id } = await stage.receive([file]);
    const { posts } = await fetched(id);
    assert.equal(posts[0]?.files[0]?.sha256, await served.sha256());
    assert.deepEqual(stage.waits, [1, 2, 3, 4, 5, 6]);
  });

  it('waits for as long as Graph asks to, and counts that as no try', async () => {
    stage.teams.graph.failNext('share', { kind: 'throttle', retryAfterSeconds: 1 }, 1);
    const { file, served } = await shared('plan.pdf');
    const begun = Date.now();
    const { id } = await stage.receive([file]);
    const { posts } = await fetched(id);
    assert.equal(posts[0]?.files[0]?.sha256, await served.sha256());
    assert.ok(Date.now() - begun >= 1000);
    const [row] = await stage.database.query<{ attempts: number }>(
      'SELECT attempts FROM bridge.files WHERE forward_id = $1',
      [id],
    );
    assert.equal(row?.attempts, 0);
  });

  it('ends at a missing permission, and works again once it is granted', async () => {
    stage.teams.graph.grant([]);
    const { file, served } = await shared('plan.pdf');
    const { id } = await stage.receive([file]);
    const refused = await fetched(id);
    const failure = refused.posts[0]?.files[0]?.failure;
    assert.deepEqual([failure?.code, failure?.retryable], ['graph.consent.files', true]);
    assert.match(failure?.message ?? '', /Files\.Read\.All/);
    stage.teams.graph.grant(['Files.Read.All']);
    stage.teams.graph.expireTokens();
    await stage.forwards.retry(id);
    const { posts } = await stage.found({ id }, all('spooled'));
    assert.equal(posts[0]?.files[0]?.sha256, await served.sha256());
  });
});
