import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import sinon from 'sinon';
import { createJobQueue } from '../../../services/database/job-queue.ts';
import { ForwardJobs } from '../../../services/forwards/forward-jobs.ts';
import { onEachEngine } from '../database/on-each-engine.ts';

onEachEngine('a job that waits', (database, url) => {
  let boss: PgBoss;
  let jobs: ForwardJobs;
  before(async () => {
    boss = createJobQueue(database(), url());
    await boss.start();
    jobs = new ForwardJobs(boss);
    await jobs.createQueues(20);
  });
  afterEach(() => sinon.restore());
  after(() => boss.stop({ graceful: false }));

  const waitOf = async (key: string) => {
    const [job] = await database().query<{ seconds: number }>(
      `SELECT extract(epoch FROM start_after - now())::float8 AS seconds FROM jobs.job
       WHERE singleton_key = $1 AND state = 'created'`,
      [key],
    );
    return job?.seconds ?? assert.fail('There is no job.');
  };

  for (const offMs of [-30_000, 0, 30_000]) {
    it(`waits as long as it was told by a machine whose clock is ${offMs / 1000} s off`, async () => {
      const key = randomUUID();
      sinon.useFakeTimers({ now: Date.now() + offMs, toFake: ['Date'], shouldAdvanceTime: true });
      await jobs.show(database(), key, new Date(Date.now() + 10_000));
      const seconds = await waitOf(key);
      assert.ok(seconds > 5 && seconds <= 11, `${seconds} s`);
    });
  }

  it('is hurried up by one that is sent for now, and left alone by one that is sent for later', async () => {
    const key = randomUUID();
    await jobs.show(database(), key, new Date(Date.now() + 100_000));
    await jobs.show(database(), key, new Date(Date.now() + 5_000));
    assert.ok((await waitOf(key)) > 50);
    await jobs.show(database(), key);
    assert.ok((await waitOf(key)) <= 0);
  });
});
