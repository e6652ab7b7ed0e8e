import assert from 'node:assert/strict';
import { all, Stage, statesOf } from './stage.ts';
import { untilItHolds } from './until-it-holds.ts';

describe('cancelling a forward', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  afterEach(() => stage.kaizala.faults.clear());
  after(() => stage.close());

  const leavesNothing = async (forward: Parameters<Stage['spooled']>[0]) => {
    await untilItHolds(async () => assert.deepEqual(await stage.spooled(forward), []));
    assert.deepEqual(stage.posted(forward), []);
  };

  it('drops its files while the person is being asked, and can not be undone', async () => {
    const forward = await stage.receive([await stage.file('a.pdf'), await stage.file('b.jpg')]);
    await stage.found(forward, all('spooled'));
    assert.deepEqual((await stage.spooled(forward)).sort(), ['a.pdf', 'b.jpg']);
    assert.equal(await stage.forwards.cancel(forward.id), true);
    const shown = await stage.observer.waitFor(forward, all('cancelled'));
    assert.equal(shown.stage, 'cancelled');
    assert.equal(await stage.accept(forward), false);
    assert.equal(await stage.forwards.cancel(forward.id), false);
    assert.deepEqual(await stage.forwards.retry(forward.id), []);
    await leavesNothing(forward);
  });

  it('drops a file that is still coming', async () => {
    const file = await stage.file('a.pdf', { kind: 'slow', bytesPerSecond: 40_000 });
    const forward = await stage.receive([file]);
    await untilItHolds(async () => assert.deepEqual(await stage.spooled(forward), ['a.pdf']));
    await stage.forwards.cancel(forward.id);
    await stage.found(forward, ({ posts }) => posts[0]?.files[0]?.state !== 'waiting');
    await leavesNothing(forward);
    assert.deepEqual(statesOf(await stage.forwards.find(forward.id)), ['cancelled']);
  });

  it('does not fetch a file whose turn has not come', async () => {
    const slow = { kind: 'slow', bytesPerSecond: 40_000 } as const;
    const busy = await stage.receive(
      await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((n) => stage.file(`${n}.pdf`, slow))),
    );
    await untilItHolds(async () => assert.equal((await stage.spooled(busy)).length, 8));
    const file = await stage.file('late.pdf');
    const forward = await stage.receive([file]);
    await stage.forwards.cancel(forward.id);
    await stage.accept(busy);
    await stage.observer.waitFor(busy, all('posted'));
    await leavesNothing(forward);
    assert.equal(file.served.requests, 0);
  });

  it('takes back what waits for Kaizala', async () => {
    stage.kaizala.faults.add({ kind: 'throttle', operation: 'media', retryAfter: 3 });
    const forward = await stage.receive([await stage.file('a.pdf')]);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, ({ posts }) => posts[0]?.nextAttemptAt !== undefined);
    assert.equal(await stage.forwards.cancel(forward.id), true);
    const shown = await stage.observer.waitFor(forward, all('cancelled'));
    assert.deepEqual([shown.stage, shown.posts[0]?.nextAttemptAt], ['cancelled', undefined]);
    await leavesNothing(forward);
  });

  it('stops before the post when it comes during the upload', async () => {
    stage.kaizala.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 40_000 });
    const forward = await stage.receive([await stage.file('a.pdf')]);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('uploading'));
    assert.equal(await stage.forwards.cancel(forward.id), true);
    await stage.observer.waitFor(forward, all('cancelled'));
    await leavesNothing(forward);
    assert.deepEqual(statesOf(await stage.forwards.find(forward.id)), ['cancelled']);
  });

  it('leaves what is posted and takes back the rest', async () => {
    const later = { kind: 'throttle', operation: 'media', skip: 1, retryAfter: 3 } as const;
    stage.kaizala.faults.add(later);
    const forward = await stage.receive([await stage.file('a.pdf'), await stage.file('b.pdf')]);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, ({ posts }) => posts[1]?.nextAttemptAt !== undefined);
    assert.equal(await stage.forwards.cancel(forward.id), true);
    const shown = await stage.observer.waitFor(forward, all('posted', 'cancelled'));
    assert.deepEqual([shown.stage, statesOf(shown)], ['accepted', ['posted', 'cancelled']]);
    assert.equal(stage.posted(forward).length, 1);
    await untilItHolds(async () => assert.deepEqual(await stage.spooled(forward), []));
  });

  it('has no effect once all is posted', async () => {
    const forward = await stage.receive([await stage.file('a.pdf')]);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(await stage.forwards.cancel(forward.id), false);
    assert.deepEqual(statesOf(await stage.forwards.find(forward.id)), ['posted']);
  });
});
