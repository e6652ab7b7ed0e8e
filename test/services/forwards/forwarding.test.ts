import assert from 'node:assert/strict';
import { all, Stage, statesOf } from './stage.ts';
import { untilItHolds } from './until-it-holds.ts';

describe('a forward', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  after(() => stage.close());

  it('is posted in the order of its files, byte for byte, and leaves nothing behind', async () => {
    const files = await Promise.all(
      ['b.jpg', 'report.pdf', 'a.png', 'film.mp4', 'memo.mp3', 'c.jpeg'].map((name) => stage.file(name)),
    );
    const forward = await stage.receive(files);
    assert.equal(forward.stage, 'asking');
    const asked = await stage.found(forward, all('spooled'));
    assert.deepEqual(
      asked.posts.flatMap((post) => post.files).map(({ size }) => size),
      files.map(() => 20_000),
    );
    assert.deepEqual(stage.posted(forward), []);

    assert.equal(await stage.accept(forward, stage.group(1)), true);
    const done = await stage.observer.waitFor(forward, all('posted'));
    const posted = stage.posted(forward);
    assert.deepEqual(
      posted.map(({ actionType, groupId }) => [actionType, groupId]),
      ['Album', 'Document', 'Video', 'Audio'].map((type) => [type, stage.group(1).id]),
    );
    assert.deepEqual(
      posted.map((post) => post.files.map(({ name }) => name)),
      [['b.jpg', 'a.png', 'c.jpeg'], ['report.pdf'], ['film.mp4'], ['memo.mp3']],
    );
    const shared = await Promise.all(files.map(async ({ name, served }) => [name, await served.sha256()]));
    const arrived = posted.flatMap((post) => post.files).map(({ name, sha256 }) => [name, sha256]);
    assert.deepEqual(arrived.sort(), shared.sort());
    assert.deepEqual(
      done.posts.map(({ referenceId }) => referenceId),
      posted.map(({ referenceId }) => referenceId),
    );
    for (const { postedAt } of done.posts)
      assert.ok(postedAt && Math.abs(Date.now() - postedAt.getTime()) < 20_000);
    await untilItHolds(async () => assert.deepEqual(await stage.spooled(done), []));
  });

  it('tells how much of a post Kaizala has taken, up to all of it', async () => {
    const forward = await stage.receive([await stage.file('large.pdf', { kind: 'ok' }, 2_000_000)]);
    await stage.accept(forward);
    const { posts } = await stage.observer.waitFor(forward, all('posted'));
    const fractions = stage.observer.progress.get(posts[0]?.id ?? '') ?? [];
    assert.ok(fractions.length > 2);
    assert.deepEqual(
      fractions,
      [...fractions].sort((a, b) => a - b),
    );
    assert.equal(fractions.at(-1), 1);
  });

  it('is posted without a caption if none was given', async () => {
    const forward = await stage.receive([await stage.file('a.pdf')]);
    await stage.forwards.accept(forward.id, { group: stage.group() });
    const { posts } = await stage.observer.waitFor(forward, all('posted'));
    const posted = stage.kaizala.posts().find(({ referenceId }) => referenceId === posts[0]?.referenceId);
    assert.equal(posted?.caption, '');
  });

  it('can be accepted before its files have come', async () => {
    const file = await stage.file('a.pdf', { kind: 'slow', bytesPerSecond: 60_000 });
    const forward = await stage.receive([file]);
    assert.equal(await stage.accept(forward), true);
    assert.deepEqual(statesOf(await stage.forwards.find(forward.id)), ['waiting']);
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(stage.posted(forward)[0]?.files[0]?.sha256, await file.served.sha256());
  });

  it('keeps its order when a later file comes sooner', async () => {
    const first = await stage.file('first.pdf', { kind: 'slow', bytesPerSecond: 40_000 });
    const forward = await stage.receive([first, await stage.file('second.pdf')]);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual(
      stage.posted(forward).map(({ files }) => files[0]?.name),
      ['first.pdf', 'second.pdf'],
    );
  });

  it('holds two files of the same name as two', async () => {
    const files = [await stage.file('scan.pdf'), await stage.file('scan.pdf')];
    const forward = await stage.receive(files);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual(
      stage.posted(forward).map((post) => post.files[0]?.sha256),
      await Promise.all(files.map(({ served }) => served.sha256())),
    );
  });

  it('is accepted once, however often and however much at once', async () => {
    const forward = await stage.receive([await stage.file('a.pdf')]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => stage.accept(forward)));
    assert.equal(answers.filter(Boolean).length, 1);
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(await stage.accept(forward), false);
    assert.equal(stage.posted(forward).length, 1);
  });
});
