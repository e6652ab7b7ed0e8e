import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BotStateStorage } from '../../../../services/database/bot-state-storage.ts';
import { dialogStateKey } from '../../../../services/database/dialog-state.ts';
import { ExpiryNotes } from '../../../../services/forwards/tidying/expiry-notes.ts';
import { scheduleTidy } from '../../../../services/forwards/tidying/schedule-tidy.ts';
import type { Forward } from '../../../../services/forwards/types.ts';
import { all, Stage, statesOf } from '../stage.ts';
import { untilItHolds } from '../until-it-holds.ts';

const FORBIDDEN = { kind: 'status', operation: 'action', status: 403 } as const;

describe('tidying up', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  afterEach(() => stage.kaizala.faults.clear());
  after(() => stage.close());

  /** Lets time pass for one forward. */
  const age = async ({ id }: Pick<Forward, 'id'>, days: number) => {
    const ago = [id, days];
    await stage.database.query(
      'UPDATE bridge.forwards SET created_at = created_at - make_interval(secs => 86400 * $2::float8) WHERE id = $1',
      ago,
    );
    await stage.database.query(
      'UPDATE bridge.posts SET ended_at = ended_at - make_interval(secs => 86400 * $2::float8) WHERE forward_id = $1',
      ago,
    );
  };
  const spooledForward = async (...names: string[]) => {
    const forward = await stage.receive(await Promise.all(names.map((name) => stage.file(name))));
    return stage.found(forward, all('spooled'));
  };
  const failedForward = async (...names: string[]) => {
    const forward = await spooledForward(...names);
    for (const _ of names) stage.kaizala.faults.add(FORBIDDEN);
    await stage.accept(forward);
    return stage.observer.waitFor(forward, all('failed'));
  };
  const left = async () => (await readdir(stage.spoolFolder)).sort();

  describe('what nobody answered', () => {
    it('expires after a week, with its bytes, and is shown so', async () => {
      const forward = await spooledForward('a.pdf', 'b.jpg');
      await age(forward, 7.01);
      await stage.tidy();
      const shown = await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'expired');
      assert.deepEqual(statesOf(shown), ['cancelled', 'cancelled']);
      await untilItHolds(async () => assert.deepEqual(await stage.spooled(forward), []));
    });

    it('is left alone before', async () => {
      const forward = await spooledForward('a.pdf');
      await age(forward, 6.99);
      await stage.tidy();
      assert.equal((await stage.forwards.find(forward.id))?.stage, 'asking');
      assert.deepEqual(await stage.spooled(forward), ['a.pdf']);
      assert.equal(await stage.accept(forward), true);
      await stage.observer.waitFor(forward, all('posted'));
    });

    it('can not be answered, withdrawn or tried again any more', async () => {
      const forward = await spooledForward('a.pdf');
      await age(forward, 8);
      await stage.tidy();
      assert.equal(await stage.accept(forward), false);
      assert.equal(await stage.forwards.cancel(forward.id), false);
      assert.deepEqual(await stage.forwards.retry(forward.id), []);
      assert.equal(await stage.forwards.findOpen(forward), undefined);
    });

    it('expires while a file is still coming, which is then dropped', async () => {
      const file = await stage.file('slow.pdf', { kind: 'slow', bytesPerSecond: 40_000 });
      const forward = await stage.receive([file]);
      await untilItHolds(async () => assert.deepEqual(await stage.spooled(forward), ['slow.pdf']));
      await age(forward, 8);
      await stage.tidy();
      await stage.found(forward, ({ posts }) => posts[0]?.files[0]?.state === 'spooled');
      await untilItHolds(async () => assert.deepEqual(await stage.spooled(forward), []));
      assert.deepEqual(statesOf(await stage.forwards.find(forward.id)), ['cancelled']);
    });

    it('expires once, however many tidy up', async () => {
      const forward = await spooledForward('a.pdf');
      await age(forward, 8);
      await Promise.all([stage.tidy(), stage.tidy(), stage.tidy()]);
      const { revision } = await stage.observer.waitFor(forward, all('cancelled'));
      await stage.tidy();
      assert.equal((await stage.forwards.find(forward.id))?.revision, revision);
    });

    it('is told to the person by one who asks for it, once', async () => {
      const forward = await spooledForward('a.pdf');
      const notes = new ExpiryNotes(stage.database);
      assert.equal(await notes.claim(forward.id), false);
      await age(forward, 8);
      await stage.tidy();
      const claims = await Promise.all([1, 2, 3].map(() => notes.claim(forward.id)));
      assert.deepEqual(claims.filter(Boolean), [true]);
      await notes.forget(forward.id);
      assert.equal(await notes.claim(forward.id), true);
    });
  });

  describe('a post that failed', () => {
    it('can be tried again for a day', async () => {
      const forward = await failedForward('a.pdf');
      await age(forward, 0.99);
      await stage.tidy();
      assert.deepEqual(await stage.spooled(forward), ['a.pdf']);
      assert.notDeepEqual(await stage.forwards.retry(forward.id), []);
      await stage.observer.waitFor(forward, all('posted'));
    });

    it('then loses its bytes, and Retry with them, and says why', async () => {
      const forward = await failedForward('a.jpg', 'b.jpg');
      const reason = forward.posts[0]?.failure;
      assert.equal(reason?.retryable, true);
      await age(forward, 1.01);
      await stage.tidy();
      assert.deepEqual(await stage.spooled(forward), []);
      const shown = await stage.observer.waitFor(forward, ({ revision }) => revision > forward.revision);
      assert.deepEqual(statesOf(shown), ['failed']);
      assert.deepEqual(shown.posts[0]?.failure, { ...reason, retryable: false });
      assert.deepEqual(
        shown.posts[0]?.files.map(({ state, failure }) => ({ state, ...failure })),
        [1, 2].map(() => ({
          state: 'failed',
          code: 'file.forgotten',
          message: `${reason?.message} It was kept for 24 hours and then deleted: share it again to forward it.`,
          retryable: false,
        })),
      );
      assert.deepEqual(await stage.forwards.retry(forward.id), []);
    });

    it('takes from the others of its forward nothing', async () => {
      const forward = await spooledForward('a.pdf', 'b.pdf');
      stage.kaizala.faults.add(FORBIDDEN);
      stage.kaizala.faults.add({ kind: 'throttle', operation: 'media', skip: 1, retryAfter: 5 });
      await stage.accept(forward);
      const waits = ({ posts: [first, second] }: Forward) =>
        first?.state === 'failed' && second?.nextAttemptAt !== undefined;
      await stage.observer.waitFor(forward, waits);
      await age(forward, 2);
      await stage.tidy();
      assert.deepEqual(await stage.spooled(forward), ['b.pdf']);
      assert.deepEqual(statesOf(await stage.forwards.find(forward.id)), ['failed', 'spooled']);
      await stage.forwards.cancel(forward.id);
    });

    it('is counted from its last failure', async () => {
      const forward = await failedForward('a.pdf');
      await age(forward, 0.9);
      stage.kaizala.faults.add(FORBIDDEN);
      assert.notDeepEqual(await stage.forwards.retry(forward.id), []);
      await stage.found(
        forward,
        ({ revision, posts }) => revision > forward.revision && posts[0]?.state === 'failed',
      );
      await age(forward, 0.9);
      await stage.tidy();
      assert.deepEqual(await stage.spooled(forward), ['a.pdf']);
    });
  });

  describe('the spool', () => {
    const LONG_AGO = new Date(Date.now() - 2 * 3_600_000);
    const put = async (name: string, time = LONG_AGO) => {
      const path = join(stage.spoolFolder, name);
      await writeFile(path, 'x');
      await utimes(path, time, time);
      return name;
    };

    it('keeps what is needed, whatever its age, and loses the rest once it is old', async () => {
      const asking = await spooledForward('asking.pdf');
      const failed = await failedForward('failed.pdf');
      const posted = await spooledForward('posted.pdf');
      await stage.accept(posted);
      await stage.observer.waitFor(posted, all('posted'));
      await untilItHolds(async () => assert.deepEqual(await stage.spooled(posted), []));
      for (const { posts } of [asking, failed, posted]) {
        for (const { id } of posts.flatMap(({ files }) => files)) await put(id);
      }
      const stray = await put(randomUUID());
      const partial = await put(`${randomUUID()}.part`);
      const young = await put(randomUUID(), new Date());
      const foreign = await put('notes.txt');
      await mkdir(join(stage.spoolFolder, 'lost+found'), { recursive: true });
      await stage.tidy();
      const names = await left();
      assert.ok(!names.includes(stray) && !names.includes(partial));
      assert.ok(names.includes(young) && names.includes(foreign) && names.includes('lost+found'));
      assert.deepEqual(await stage.spooled(asking), ['asking.pdf']);
      assert.deepEqual(await stage.spooled(failed), ['failed.pdf']);
      assert.deepEqual(await stage.spooled(posted), []);
    });
  });

  describe('history', () => {
    const rows = async ({ id }: Pick<Forward, 'id'>) => {
      const counted = await Promise.all(
        ['posts', 'files'].map((table) =>
          stage.database.query(`SELECT FROM bridge.${table} WHERE forward_id = $1`, [id]),
        ),
      );
      return counted.map(({ length }) => length);
    };

    it('is deleted 90 days after the end, with posts and files', async () => {
      const forward = await spooledForward('a.pdf', 'b.pdf');
      await stage.accept(forward);
      await stage.observer.waitFor(forward, all('posted'));
      await age(forward, 89.9);
      await stage.tidy();
      assert.deepEqual(await rows(forward), [2, 2]);
      await age(forward, 0.2);
      await stage.tidy();
      assert.equal(await stage.forwards.find(forward.id), undefined);
      assert.deepEqual(await rows(forward), [0, 0]);
    });

    it('is not what waits for a person or for Kaizala, however old', async () => {
      const uncertain = await spooledForward('a.pdf');
      await stage.database.query(`UPDATE bridge.posts SET state = 'uncertain' WHERE forward_id = $1`, [
        uncertain.id,
      ]);
      await stage.database.query(`UPDATE bridge.forwards SET stage = 'accepted' WHERE id = $1`, [
        uncertain.id,
      ]);
      stage.kaizala.faults.add({ kind: 'throttle', operation: 'media', retryAfter: 5 });
      const waiting = await spooledForward('a.pdf');
      await stage.accept(waiting);
      await stage.observer.waitFor(waiting, ({ posts }) => posts[0]?.nextAttemptAt !== undefined);
      for (const forward of [uncertain, waiting]) await age(forward, 400);
      await stage.tidy();
      assert.deepEqual(statesOf(await stage.forwards.find(uncertain.id)), ['uncertain']);
      assert.deepEqual(statesOf(await stage.forwards.find(waiting.id)), ['spooled']);
      assert.deepEqual(
        [await stage.spooled(uncertain), await stage.spooled(waiting)],
        [['a.pdf'], ['a.pdf']],
      );
      assert.equal(
        await stage.forwards.settleUncertain(uncertain.id, uncertain.posts[0]?.id ?? '', true),
        true,
      );
      await stage.forwards.cancel(waiting.id);
    });

    it('keeps what was only cancelled lately', async () => {
      const forward = await spooledForward('a.pdf');
      await age(forward, 400);
      await stage.forwards.cancel(forward.id);
      await stage.tidy();
      assert.equal((await stage.forwards.find(forward.id))?.stage, 'cancelled');
      await age(forward, 91);
      await stage.tidy();
      assert.equal(await stage.forwards.find(forward.id), undefined);
    });

    it('of files that were all refused goes by the day they came', async () => {
      const refusal = { code: 'x', message: 'No.', retryable: false };
      const forward = await stage.receive([{ name: 'a.exe', refusal }]);
      await stage.tidy();
      assert.equal((await stage.forwards.find(forward.id))?.stage, 'refused');
      await age(forward, 91);
      await stage.tidy();
      assert.equal(await stage.forwards.find(forward.id), undefined);
    });
  });

  it('forgets what dialogs about ended forwards were at', async () => {
    const [open, closed] = [await spooledForward('a.pdf'), await spooledForward('b.pdf')];
    await stage.forwards.cancel(closed.id);
    const storage = new BotStateStorage(stage.database);
    const keys = [open.id, closed.id, randomUUID()].map(dialogStateKey);
    await storage.write(Object.fromEntries([...keys, 'user/1'].map((key) => [key, { at: 1 }])));
    await stage.tidy();
    const kept = await storage.read([...keys, 'user/1']);
    assert.deepEqual(Object.keys(kept).sort(), [dialogStateKey(open.id), 'user/1'].sort());
  });

  it('is done by a worker, at once and every ten minutes', async () => {
    const forward = await spooledForward('a.pdf');
    await age(forward, 8);
    await scheduleTidy(stage.boss);
    await scheduleTidy(stage.boss);
    await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'expired');
    const schedules = await stage.boss.getSchedules();
    assert.deepEqual(
      schedules.map(({ name, cron }) => [name, cron]),
      [['tidy', '*/10 * * * *']],
    );
  });
});
