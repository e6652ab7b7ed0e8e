import assert from 'node:assert/strict';
import { readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { all, Stage } from './stage.ts';

describe('bytes that were spoiled while they waited', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  after(() => stage.close());

  async function spooled() {
    const file = await stage.file('a.pdf');
    const forward = await stage.receive([file]);
    const [post] = (await stage.found(forward, all('spooled'))).posts;
    return { file, forward, path: join(stage.spoolFolder, post?.files[0]?.id ?? '') };
  }

  for (const [what, words, spoil] of [
    [
      'changed',
      /The file changed while it lay in the spool\. Share it again/,
      async (path: string) => {
        const bytes = await readFile(path);
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        await writeFile(path, bytes);
      },
    ],
    ['cut short', /The file does not have the 20000 bytes/, (path: string) => truncate(path, 19_999)],
  ] as const) {
    it(`are not posted if they were ${what}, nor tried again`, async () => {
      const { forward, path } = await spooled();
      await spoil(path);
      await stage.accept(forward);
      const done = await stage.observer.waitFor(forward, all('failed'));
      const { failure } = done.posts[0] ?? {};
      assert.match(failure?.message ?? '', words);
      assert.equal(failure?.retryable, false);
      assert.deepEqual(stage.waits, []);
      assert.deepEqual(stage.posted(forward), []);
      const uploads = stage.kaizala.requests.filter(
        ({ operation, status }) => operation === 'media' && status === 200,
      );
      assert.deepEqual(uploads, []);
    });
  }

  it('are waited for if they are not there', async () => {
    const { file, forward, path } = await spooled();
    await rename(path, `${path}-elsewhere`);
    await stage.accept(forward);
    const waiting = await stage.observer.waitFor(
      forward,
      ({ posts }) => posts[0]?.failure?.code === 'spool.missing',
    );
    assert.match(waiting.posts[0]?.failure?.message ?? '', /^The file is not where this bot keeps files\./);
    await rename(`${path}-elsewhere`, path);
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(stage.posted(forward)[0]?.files[0]?.sha256, await file.served.sha256());
  });
});
