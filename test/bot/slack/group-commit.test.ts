import assert from 'node:assert/strict';
import { GroupCommit } from '../../../bot/slack/group-commit.ts';

describe('GroupCommit', () => {
  let groups: (readonly number[])[];
  let ends: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[];
  let commit: GroupCommit<number>;
  beforeEach(() => {
    groups = [];
    ends = [];
    commit = new GroupCommit((group) => {
      groups.push(group);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      ends.push({ resolve, reject });
      return promise;
    }, 3);
  });

  /** Lets everything go on that can. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it('stores at once what comes alone, and together what comes meanwhile', async () => {
    const first = commit.add(1);
    await settle();
    const others = [commit.add(2), commit.add(3)];
    await settle();
    assert.deepEqual(groups, [[1]]);
    ends[0]?.resolve();
    await first;
    await settle();
    assert.deepEqual(groups, [[1], [2, 3]]);
    ends[1]?.resolve();
    await Promise.all(others);
    await commit.idle();
  });

  it('stores no more at once than it may, in order', async () => {
    const all = [1, 2, 3, 4, 5].map((item) => commit.add(item));
    await settle();
    ends[0]?.resolve();
    await settle();
    ends[1]?.resolve();
    await Promise.all(all);
    assert.deepEqual(groups, [
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it('tells all of a group that failed, and goes on with the next', async () => {
    const failing = [commit.add(1), commit.add(2), commit.add(3)].map((added) =>
      assert.rejects(added, /no room/),
    );
    const next = commit.add(4);
    await settle();
    ends[0]?.reject(new Error('no room'));
    await Promise.all(failing);
    await settle();
    ends[1]?.resolve();
    await next;
  });

  it('is idle only when all is stored', async () => {
    void commit.add(1);
    let isIdle = false;
    const idle = commit.idle().then(() => {
      isIdle = true;
    });
    await settle();
    assert.equal(isIdle, false);
    ends[0]?.resolve();
    await idle;
  });
});
