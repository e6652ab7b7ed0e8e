import assert from 'node:assert/strict';
import type { FaultInput } from '../../../../emulators/kaizala/faults/fault.ts';
import { all, Stage, statesOf } from '../stage.ts';
import { untilItHolds } from '../until-it-holds.ts';

describe('a post whose answer is lost', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start({ kaizalaStallMs: 700 });
  });
  afterEach(() => stage.kaizala.faults.clear());
  after(() => stage.close());

  /** A forward to a group of its own, so that no other test's posts are mistaken for it. */
  const accepted = async (group: number, ...names: string[]) => {
    const forward = await stage.receive(await Promise.all(names.map((name) => stage.file(name))));
    await stage.found(forward, all('spooled'));
    await stage.accept(forward, stage.group(group));
    return forward;
  };
  /** Somebody else posts to the group with the same connector. */
  const postFromElsewhere = async (group: number) => {
    const { name, served } = await stage.file('other.pdf');
    const { size } = served;
    const mediaResource = await stage.client.uploadMedia([{ name, size, open: () => served.open() }]);
    return stage.client.postAction(stage.group(group).id, { actionType: 'Document', mediaResource });
  };

  for (const fault of [
    { kind: 'resetAfterEffect', operation: 'action' },
    { kind: 'cutBody', operation: 'action' },
    { kind: 'stall', operation: 'action', afterEffect: true },
  ] as const satisfies FaultInput[]) {
    it(`is found in the group and not posted twice (${fault.kind})`, async () => {
      stage.kaizala.faults.add(fault);
      const forward = await accepted(0, 'a.pdf');
      const done = await stage.observer.waitFor(forward, all('posted'));
      assert.deepEqual(
        stage.posted(forward).map(({ referenceId }) => referenceId),
        [done.posts[0]?.referenceId],
      );
      assert.equal(done.posts[0]?.failure, undefined);
      await untilItHolds(async () => assert.deepEqual(await stage.spooled(done), []));
    });
  }

  for (const fault of [
    { kind: 'reset', operation: 'action' },
    { kind: 'stall', operation: 'action' },
    { kind: 'nonsense', operation: 'action' },
    { kind: 'status', operation: 'action', status: 502 },
  ] as const satisfies FaultInput[]) {
    it(`is posted again if the group does not have it (${fault.kind})`, async () => {
      stage.kaizala.faults.add(fault);
      const forward = await accepted(1, 'a.pdf');
      const done = await stage.observer.waitFor(forward, all('posted'));
      assert.deepEqual(
        stage.posted(forward).map(({ referenceId }) => referenceId),
        [done.posts[0]?.referenceId],
      );
    });
  }

  it('is asked for until Kaizala answers', async () => {
    stage.kaizala.faults.add({ kind: 'resetAfterEffect', operation: 'action' });
    stage.kaizala.faults.add({ kind: 'status', operation: 'actions', status: 500, times: 2 });
    const forward = await accepted(0, 'a.mp4');
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(stage.posted(forward).length, 1);
  });

  it('is no longer taken back', async () => {
    stage.kaizala.faults.add({ kind: 'resetAfterEffect', operation: 'action' });
    stage.kaizala.faults.add({ kind: 'throttle', operation: 'actions', retryAfter: 1 });
    const forward = await accepted(0, 'a.mp3');
    await stage.observer.waitFor(forward, ({ posts }) => posts[0]?.nextAttemptAt !== undefined);
    assert.equal(await stage.forwards.cancel(forward.id), false);
    await stage.observer.waitFor(forward, all('posted'));
  });

  for (const isThere of [true, false]) {
    it(`is left to the person if it can not be told, who says it is ${isThere ? '' : 'not '}there`, async () => {
      const group = isThere ? 2 : 3;
      stage.kaizala.faults.add({ kind: isThere ? 'resetAfterEffect' : 'reset', operation: 'action' });
      stage.kaizala.faults.add({ kind: 'status', operation: 'actions', status: 403, errorCode: 'Forbidden' });
      const forward = await accepted(group, 'a.pdf');
      const unsure = await stage.observer.waitFor(forward, all('uncertain'));
      assert.equal(unsure.posts[0]?.nextAttemptAt, undefined);
      assert.deepEqual(await stage.spooled(forward), ['a.pdf']);
      assert.equal(stage.posted(forward).length, isThere ? 1 : 0);

      const postId = unsure.posts[0]?.id ?? '';
      assert.equal(await stage.forwards.settleUncertain(forward.id, postId, isThere), true);
      await stage.observer.waitFor(forward, all('posted'));
      assert.equal(stage.posted(forward).length, 1);
      assert.equal(await stage.forwards.settleUncertain(forward.id, postId, isThere), false);
      await untilItHolds(async () => assert.deepEqual(await stage.spooled(forward), []));
    });
  }

  it('is never taken for what somebody else posts with the same connector', async () => {
    await postFromElsewhere(4);
    stage.kaizala.faults.add({ kind: 'reset', operation: 'action' });
    const forward = await accepted(4, 'a.pdf');
    const done = await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual(
      stage.posted(forward).map(({ referenceId }) => referenceId),
      [done.posts[0]?.referenceId],
    );
  });

  it('is never taken for another one that was lost at the same time', async () => {
    // The first is cut off before Kaizala has it, the second after.
    stage.kaizala.faults.add({ kind: 'reset', operation: 'action' });
    stage.kaizala.faults.add({ kind: 'resetAfterEffect', operation: 'action' });
    const forward = await accepted(4, 'first.pdf', 'second.pdf');
    const done = await stage.observer.waitFor(forward, all('posted'));
    const posts = stage.posted(forward);
    assert.deepEqual(
      done.posts.map(({ referenceId, files }) => [referenceId, files[0]?.name]),
      ['first.pdf', 'second.pdf'].map((name) => [
        posts.find(({ files }) => files[0]?.name === name)?.referenceId,
        name,
      ]),
    );
    assert.equal(posts.length, 2);
  });

  it('is settled alone, and through its own forward', async () => {
    stage.kaizala.faults.add({ kind: 'reset', operation: 'action' });
    stage.kaizala.faults.add({ kind: 'resetAfterEffect', operation: 'action' });
    stage.kaizala.faults.add({ kind: 'status', operation: 'actions', status: 403, times: 2 });
    const forward = await accepted(4, 'first.wav', 'second.wav');
    const [first, second] = (await stage.observer.waitFor(forward, all('uncertain'))).posts;
    assert.ok(first && second);
    const other = await stage.receive([await stage.file('other.pdf')]);
    assert.equal(await stage.forwards.settleUncertain(other.id, second.id, true), false);
    assert.equal(await stage.forwards.settleUncertain(forward.id, second.id, true), true);
    const half = await stage.observer.waitFor(forward, ({ posts }) => posts[1]?.state === 'posted');
    assert.deepEqual(statesOf(half), ['uncertain', 'posted']);
    assert.equal(await stage.forwards.settleUncertain(forward.id, first.id, false), true);
    await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual(
      stage.posted(forward).map(({ files }) => files[0]?.name),
      ['second.wav', 'first.wav'],
    );
  });

  it('is left to the person when the group can no longer be asked', async () => {
    stage.kaizala.faults.add({ kind: 'resetAfterEffect', operation: 'action' });
    stage.kaizala.faults.add({ kind: 'status', operation: 'actions', status: 403, errorCode: 'Forbidden' });
    const forward = await accepted(0, 'a.jpg');
    await stage.observer.waitFor(forward, all('uncertain'));
    assert.equal(stage.posted(forward).length, 1);
  });
});
