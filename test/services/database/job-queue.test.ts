import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../../../services/database/database.ts';
import { createJobQueue, jobsWithin } from '../../../services/database/job-queue.ts';
import { openPostgres } from '../../../services/database/postgres-database.ts';
import { openEmptyDatabase } from '../../support/empty-database.ts';
import { NO_POSTGRES, newPostgresUrl, stopPostgres } from '../../support/postgres.ts';

const ENGINES = [
  { name: 'PGlite', connect: async () => undefined, missing: undefined },
  { name: 'PostgreSQL', connect: newPostgresUrl, missing: NO_POSTGRES },
] as const;

for (const { name, connect, missing } of ENGINES) {
  const suite = missing === undefined ? describe : describe.skip;
  suite(`the job queue on ${name}${missing ? ` (skipped: ${missing})` : ''}`, () => {
    let folder: string;
    let url: string | undefined;
    let database: Database;
    let boss: PgBoss;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'bridge-jobs-'));
      url = await connect();
      database = url ? openPostgres(url) : await openEmptyDatabase(folder);
      boss = createJobQueue(database, url);
      await boss.start();
      await boss.createQueue('errands', { notify: true });
    });
    after(async () => {
      await boss.stop({ graceful: false });
      await database.close();
      await stopPostgres();
      await rm(folder, { recursive: true });
    });

    it('takes a job within a transaction of ours, and does it once that is committed', async () => {
      const done = Promise.withResolvers<unknown>();
      await boss.work('errands', { notifyPollingIntervalSeconds: 60 }, async ([job]) =>
        done.resolve(job?.data),
      );
      await database.transaction(async (tx) => {
        await boss.send('errands', { number: 1 }, jobsWithin(tx));
      });
      assert.deepEqual(await done.promise, { number: 1 });
      await boss.offWork('errands');
    });

    it('does what is scheduled, also when the schedule is from a predecessor', async () => {
      await boss.createQueue('rounds', { notify: true });
      await boss.schedule('rounds', '* * * * *', { number: 3 });
      // All instances together look at the schedules twice a minute: as if the last look were a while ago.
      await database.query('UPDATE jobs.version SET cron_on = NULL');
      const successor = createJobQueue(database, url);
      await successor.start();
      const done = Promise.withResolvers<unknown>();
      await successor.work('rounds', async ([job]) => done.resolve(job?.data));
      assert.deepEqual(await done.promise, { number: 3 });
      await successor.stop({ graceful: false });
    });

    it('forgets a job whose transaction is rolled back', async () => {
      const attempt = database.transaction(async (tx) => {
        await boss.send('errands', { number: 2 }, jobsWithin(tx));
        throw new Error('no');
      });
      await assert.rejects(attempt, /no/);
      assert.deepEqual(await boss.fetch('errands'), []);
    });
  });
}
