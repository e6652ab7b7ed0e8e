import assert from 'node:assert/strict';
import { noteBrokenCalls } from '../../../services/forwards/resume-work.ts';
import { all, Stage, statesOf } from './stage.ts';
import { untilItHolds } from './until-it-holds.ts';

describe('work that is interrupted', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  afterEach(() => stage.kaizala.faults.clear());
  after(() => stage.close());

  /** Another process goes on where this one was stopped. */
  const restart = async () => {
    await stage.stopWork();
    stage.kaizala.faults.clear();
    await stage.startWork();
  };

  it('is taken over from a process that died with the jobs in its hands', async () => {
    await stage.stopWork();
    await stage.startWork({ withWorkers: false });
    const forward = await stage.receive([await stage.file('a.pdf'), await stage.file('b.jpg')]);
    await stage.accept(forward);
    for (const queue of ['spool', 'spool', 'deliver', 'show']) {
      assert.equal((await stage.boss.fetch(queue)).length, 1);
    }
    await restart();
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(stage.posted(forward).length, 2);
  });

  it('goes on with the download', async () => {
    const file = await stage.file('a.pdf', { kind: 'slow', bytesPerSecond: 15_000 });
    const forward = await stage.receive([file]);
    await untilItHolds(async () => assert.deepEqual(await stage.spooled(forward), ['a.pdf']));
    await restart();
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(file.served.requests, 2);
    assert.equal(stage.posted(forward)[0]?.files[0]?.sha256, await file.served.sha256());
  });

  it('goes on with the upload', async () => {
    stage.kaizala.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 10_000 });
    const forward = await stage.receive([await stage.file('a.pdf')]);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('uploading'));
    await restart();
    const done = await stage.observer.waitFor(forward, all('posted'));
    assert.equal(stage.posted(forward).length, 1);
    // Stopping is nobody's failure.
    assert.deepEqual([done.posts[0]?.attempts, done.posts[0]?.firstFailedAt], [0, undefined]);
  });

  it('asks Kaizala before it repeats a post that may have got through', async () => {
    stage.kaizala.faults.add({ kind: 'stall', operation: 'action', afterEffect: true });
    const forward = await stage.receive([await stage.file('a.pdf')]);
    await stage.accept(forward);
    await untilItHolds(() => assert.equal(stage.posted(forward).length, 1));
    await restart();
    assert.deepEqual(statesOf(await stage.observer.waitFor(forward, all('posted'))), ['posted']);
    assert.equal(stage.posted(forward).length, 1);
  });

  it('counts a call of the process before it as broken off when it starts, not when the call began', async () => {
    stage.kaizala.faults.add({ kind: 'stall', operation: 'action' });
    const forward = await stage.receive([await stage.file('a.pdf')]);
    await stage.accept(forward);
    await stage.found(forward, all('posting'));
    await stage.stopWork();
    await stage.database.query(
      `UPDATE bridge.posts SET posting_since = now() - interval '1 hour' WHERE forward_id = $1`,
      [forward.id],
    );
    const brokenAt = async () => {
      await noteBrokenCalls(stage.database);
      await stage.startWork({ withWorkers: false });
      const [post] = (await stage.forwards.find(forward.id))?.posts ?? [];
      await stage.stopWork();
      return post?.postingUntil?.getTime() ?? assert.fail('It has no end.');
    };
    const first = await brokenAt();
    assert.ok(Math.abs(Date.now() - first) < 10_000);
    assert.equal(await brokenAt(), first);
    stage.kaizala.faults.clear();
    await stage.startWork();
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(stage.posted(forward).length, 1);
  });

  it('ends with none of the jobs left', async () => {
    await untilItHolds(async () => {
      const left = await stage.database.query(
        `SELECT name, state, data FROM jobs.job
         WHERE name IN ('spool', 'deliver', 'show') AND state IN ('created', 'retry', 'active')`,
      );
      assert.deepEqual(left, []);
    });
  });
});
