import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../../../../services/database/database.ts';
import { createJobQueue } from '../../../../services/database/job-queue.ts';
import { migrate } from '../../../../services/database/migrate.ts';
import { openFolderSpool } from '../../../../services/files/spool/folder-spool.ts';
import { ForwardJobs } from '../../../../services/forwards/forward-jobs.ts';
import { type TidyServices, tidy } from '../../../../services/forwards/tidying/tidy.ts';
import { onEachEngine } from '../../database/on-each-engine.ts';
import { anyForwards, ENDED, type ModelForward, spooledAfter, tidied } from '../tidy-model.ts';

const LONG_AGO = 'now() - make_interval(secs => 86400 * 400::float8)';

onEachEngine('tidying up', (database, url) => {
  let folder: string;
  let boss: PgBoss;
  let services: TidyServices;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bridge-tidy-'));
    await migrate(database());
    boss = createJobQueue(database(), url());
    await boss.start();
    const jobs = new ForwardJobs(boss);
    await jobs.createQueues(20);
    services = {
      database: database(),
      jobs,
      spool: await openFolderSpool(folder),
      retention: { unansweredDays: 7, failedFilesHours: 24, historyDays: 90 },
    };
  });
  after(async () => {
    await boss.stop({ graceful: false });
    await rm(folder, { recursive: true });
  });
  const tidyUp = () => tidy(services, new AbortController().signal);
  const forgetAll = async () => {
    await database().query('DELETE FROM bridge.forwards');
    for (const name of await readdir(folder)) await rm(join(folder, name));
  };

  it('leaves of any forwards what it should, in the tables and in the spool', async () => {
    await fc.assert(
      fc.asyncProperty(anyForwards, async (forwards) => {
        await forgetAll();
        for (const forward of forwards) await insert(database(), folder, forward);
        await tidyUp();
        const expected = forwards.flatMap((forward) => tidied(forward) ?? []);
        assert.deepEqual(await inTables(database()), expected.map(summary).sort());
        assert.deepEqual((await readdir(folder)).sort(), spooledAfter(forwards).sort());
        // Once more, and there is nothing left to do.
        await tidyUp();
        assert.deepEqual(await inTables(database()), expected.map(summary).sort());
      }),
      { numRuns: 40 },
    );
  }).timeout(60_000);

  it('deletes any number of old forwards, and no young one', async () => {
    const insertMany = (count: number, since: string) =>
      database().query(
        `INSERT INTO bridge.forwards (id, source_key, conversation_key, requester_id, conversation_reference,
           stage, created_at)
         SELECT gen_random_uuid(), gen_random_uuid()::text, 'c', 'r', '{}'::jsonb, 'refused', ${since}
         FROM generate_series(1, ${count})`,
      );
    await database().query('DELETE FROM bridge.forwards');
    await insertMany(450, LONG_AGO);
    await insertMany(10, 'now()');
    await Promise.all([tidyUp(), tidyUp()]);
    assert.equal((await database().query('SELECT FROM bridge.forwards')).length, 10);
  });

  it('goes on with the other steps when one fails, and tells', async () => {
    await forgetAll();
    const stray = randomUUID();
    await insert(database(), folder, {
      id: randomUUID(),
      stage: 'asking',
      days: 8,
      posts: [{ state: 'spooled', days: 8, files: [{ id: stray, state: 'spooled', entry: { hours: 2 } }] }],
    });
    await database().script('ALTER TABLE bridge.bot_state RENAME TO bot_state_away');
    try {
      await assert.rejects(tidyUp(), (error) => error instanceof AggregateError && error.errors.length === 1);
    } finally {
      await database().script('ALTER TABLE bridge.bot_state_away RENAME TO bot_state');
    }
    assert.deepEqual(await readdir(folder), []);
  });

  it('stops when it is told to', async () => {
    await assert.rejects(tidy(services, AbortSignal.abort()), { name: 'AbortError' });
  });
});

async function insert(database: Database, folder: string, forward: ModelForward): Promise<void> {
  await database.query(
    `INSERT INTO bridge.forwards (id, source_key, conversation_key, requester_id, conversation_reference, stage,
       created_at)
     VALUES ($1::uuid, $1::text, 'c', 'r', '{}'::jsonb, $2, now() - make_interval(secs => $3))`,
    [forward.id, forward.stage, forward.days * 86_400],
  );
  let filePosition = 0;
  for (const [position, post] of forward.posts.entries()) {
    const postId = randomUUID();
    await database.query(
      `INSERT INTO bridge.posts (id, forward_id, position, kind, state, failure, ended_at)
       VALUES ($1, $2, $3, 'image', $4, $5::jsonb, now() - make_interval(secs => $6))`,
      [
        postId,
        forward.id,
        position,
        post.state,
        post.state === 'failed' ? '{"code": "x", "message": "No.", "retryable": true}' : null,
        ENDED.includes(post.state) ? post.days * 86_400 : null,
      ],
    );
    for (const file of post.files) {
      await database.query(
        `INSERT INTO bridge.files (id, forward_id, post_id, position, name, state)
         VALUES ($1, $2, $3, $4, 'a.jpg', $5)`,
        [file.id, forward.id, postId, filePosition++, file.state],
      );
      if (file.entry) {
        const path = join(folder, file.id);
        const time = new Date(Date.now() - file.entry.hours * 3_600_000);
        await writeFile(path, 'x');
        await utimes(path, time, time);
      }
    }
  }
}

const summary = ({ id, stage, posts }: ModelForward) =>
  [id, stage, ...posts.flatMap(({ state, files }) => [state, ...files.map((file) => file.state)])].join(' ');

async function inTables(database: Database): Promise<string[]> {
  const rows = await database.query<{ line: string }>(
    `SELECT concat_ws(' ', f.id, f.stage, (
       SELECT string_agg(concat_ws(' ', p.state, (
         SELECT string_agg(state, ' ' ORDER BY position) FROM bridge.files WHERE post_id = p.id
       )), ' ' ORDER BY position) FROM bridge.posts p WHERE forward_id = f.id)) AS line
     FROM bridge.forwards f`,
  );
  return rows.map(({ line }) => line).sort();
}
