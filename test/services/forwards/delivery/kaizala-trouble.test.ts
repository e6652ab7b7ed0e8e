import assert from 'node:assert/strict';
import { all, Stage, statesOf } from '../stage.ts';
import { untilItHolds } from '../until-it-holds.ts';

describe('trouble at Kaizala', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start({ kaizalaStallMs: 700 });
  });
  beforeEach(() => {
    stage.waits.length = 0;
  });
  afterEach(() => stage.kaizala.faults.clear());
  after(() => stage.close());

  const accepted = async (...names: string[]) => {
    const forward = await stage.receive(await Promise.all(names.map((name) => stage.file(name))));
    await stage.found(forward, all('spooled'));
    await stage.accept(forward);
    return forward;
  };
  const callsSince = (start: number, operation: string) =>
    stage.kaizala.requests.slice(start).filter((request) => request.operation === operation);

  for (const operation of ['media', 'action'] as const) {
    it(`is waited out as told when Kaizala asks for patience (${operation}), which counts as no attempt`, async () => {
      const start = stage.kaizala.requests.length;
      stage.kaizala.faults.add({ kind: 'throttle', operation, retryAfter: 1 });
      const forward = await accepted('a.pdf');
      const waiting = await stage.observer.waitFor(
        forward,
        ({ posts }) => posts[0]?.nextAttemptAt !== undefined,
      );
      const [post] = waiting.posts;
      assert.deepEqual([post?.attempts, post?.firstFailedAt], [0, undefined]);
      assert.match(post?.failure?.message ?? '', /Wait 1 second/);
      const done = await stage.observer.waitFor(forward, all('posted'));
      assert.equal(done.posts[0]?.failure, undefined);
      const [first, second, ...more] = callsSince(start, operation);
      assert.ok(first && second && second.time - first.time >= 1000);
      assert.deepEqual([more.length, stage.waits, stage.posted(forward).length], [0, [], 1]);
    });
  }

  it('is backed off from, further each time', async () => {
    stage.kaizala.faults.add({ kind: 'status', operation: 'media', status: 500, times: 3 });
    const forward = await accepted('a.pdf');
    const waiting = await stage.observer.waitFor(forward, ({ posts }) => posts[0]?.attempts === 2);
    assert.deepEqual([waiting.posts[0]?.state, waiting.posts[0]?.failure?.retryable], ['spooled', true]);
    assert.ok(waiting.posts[0]?.firstFailedAt);
    const done = await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual(stage.waits, [1, 2, 3]);
    assert.deepEqual([done.posts[0]?.failure, done.posts[0]?.nextAttemptAt], [undefined, undefined]);
    assert.equal(stage.posted(forward).length, 1);
  });

  it('with the action does not upload the file again, and is backed off from afresh', async () => {
    const start = stage.kaizala.requests.length;
    stage.kaizala.faults.add({ kind: 'status', operation: 'media', status: 503, times: 2 });
    stage.kaizala.faults.add({ kind: 'status', operation: 'action', status: 503 });
    const forward = await accepted('a.pdf');
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(callsSince(start, 'media').length, 3);
    assert.deepEqual(stage.waits, [1, 2, 1]);
    assert.equal(stage.posted(forward).length, 1);
  });

  it('with one post does not hold up those behind it', async () => {
    stage.kaizala.faults.add({ kind: 'throttle', operation: 'media', retryAfter: 2 });
    const forward = await accepted('first.pdf', 'second.mp3');
    await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual(
      stage.posted(forward).map(({ files }) => files[0]?.name),
      ['second.mp3', 'first.pdf'],
    );
  });

  it('that is final fails one post at once, and the others are posted', async () => {
    const start = stage.kaizala.requests.length;
    stage.kaizala.faults.add({ kind: 'status', operation: 'action', status: 404, errorCode: 'NotFound' });
    const forward = await accepted('a.pdf', 'b.mp4', 'c.mp3');
    const done = await stage.observer.waitFor(forward, all('posted', 'failed'));
    assert.deepEqual(statesOf(done), ['failed', 'posted', 'posted']);
    assert.match(done.posts[0]?.failure?.message ?? '', /group is gone.*Share the files again/);
    assert.deepEqual([callsSince(start, 'action').length, stage.waits], [3, []]);
    // The bytes are kept for another try.
    await untilItHolds(async () => assert.deepEqual(await stage.spooled(forward), ['a.pdf']));
  });

  it('over a group that the connector can not see fails all posts', async () => {
    const { groupId: id, groupName: name } = stage.kaizala.hiddenGroup;
    const forward = await stage.receive([await stage.file('a.pdf'), await stage.file('b.mp4')]);
    await stage.accept(forward, { id, name });
    assert.deepEqual(statesOf(await stage.observer.waitFor(forward, all('failed'))), ['failed', 'failed']);
    assert.equal(stage.posted(forward).length, 0);
  });

  it('can be tried again once it is over, without another upload of what is there', async () => {
    stage.kaizala.faults.add({ kind: 'status', operation: 'action', status: 403, errorCode: 'Forbidden' });
    const forward = await accepted('a.pdf', 'b.mp4');
    await stage.observer.waitFor(forward, all('posted', 'failed'));
    const start = stage.kaizala.requests.length;
    assert.notDeepEqual(await stage.forwards.retry(forward.id), []);
    const done = await stage.observer.waitFor(forward, all('posted'));
    assert.equal(done.posts[0]?.failure, undefined);
    assert.equal(callsSince(start, 'media').length, 0);
    assert.deepEqual(
      stage.posted(forward).map(({ actionType }) => actionType),
      ['Video', 'Document'],
    );
    await untilItHolds(async () => assert.deepEqual(await stage.spooled(forward), []));
    assert.deepEqual(await stage.forwards.retry(forward.id), []);
  });

  it('over an upload can be tried again from the upload on', async () => {
    stage.kaizala.faults.add({ kind: 'status', operation: 'media', status: 403, errorCode: 'Forbidden' });
    const forward = await accepted('a.pdf');
    await stage.observer.waitFor(forward, all('failed'));
    assert.notDeepEqual(await stage.forwards.retry(forward.id), []);
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(stage.posted(forward).length, 1);
  });

  it('with the connection before anything arrived is tried again', async () => {
    stage.kaizala.faults.add({ kind: 'reset', operation: 'media' });
    stage.kaizala.faults.add({ kind: 'stall', operation: 'media' });
    stage.kaizala.faults.add({ kind: 'nonsense', operation: 'media' });
    const forward = await accepted('a.pdf');
    await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual(stage.waits, [1, 2, 3]);
    assert.equal(stage.posted(forward).length, 1);
  });
});

describe('a download that is dead', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  after(() => stage.close());

  it('can be tried again, and the person is asked again', async () => {
    const file = await stage.file('a.pdf', { kind: 'status', status: 503, times: 4 });
    const forward = await stage.receive([file]);
    const dead = await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'refused');
    assert.deepEqual(statesOf(dead), ['failed']);
    assert.notDeepEqual(await stage.forwards.retry(forward.id), []);
    assert.equal((await stage.forwards.find(forward.id))?.stage, 'asking');
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(stage.posted(forward)[0]?.files[0]?.sha256, await file.served.sha256());
  });

  it('of a forward under way is fetched and posted when it is tried again', async () => {
    const file = await stage.file('dead.pdf', { kind: 'status', status: 503, times: 4 });
    const forward = await stage.receive([file, await stage.file('a.mp3')]);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted', 'failed'));
    assert.notDeepEqual(await stage.forwards.retry(forward.id), []);
    await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual(
      stage.posted(forward).map(({ actionType }) => actionType),
      ['Audio', 'Document'],
    );
  });
});
