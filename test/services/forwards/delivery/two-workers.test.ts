import assert from 'node:assert/strict';
import type { Database } from '../../../../services/database/database.ts';
import type { Forward } from '../../../../services/forwards/types.ts';
import { KaizalaAnsweredError } from '../../../../services/kaizala/errors.ts';
import type { KaizalaClient, PostOptions } from '../../../../services/kaizala/types.ts';
import { all, Stage, statesOf } from '../stage.ts';
import { untilItHolds } from '../until-it-holds.ts';

/** Things that only the worst moment brings about, so the moments are made by hand, one run of a job at a time. */
describe('a post that two workers have in hand', () => {
  let stage: Stage;
  let forward: Forward;
  before(async () => {
    stage = await Stage.start();
  });
  beforeEach(async () => {
    forward = await stage.receive([await stage.file('a.pdf')]);
    await stage.found(forward, all('spooled'));
    await stage.stopWork();
    await stage.startWork({ withWorkers: false });
    await stage.accept(forward);
  });
  afterEach(async () => {
    await stage.stopWork();
    await stage.startWork();
  });
  after(() => stage.close());

  const settle = { afterCrashMs: 0, afterBreakMs: 0 };
  const now = async () => (await stage.forwards.find(forward.id)) ?? assert.fail();
  /** The real client, but for how it posts. */
  const clientThat = (postAction: KaizalaClient['postAction']): KaizalaClient => ({
    uploadMedia: (files, options) => stage.client.uploadMedia(files, options),
    listGroups: (options) => stage.client.listGroups(options),
    listActions: (groupId, query, options) => stage.client.listActions(groupId, query, options),
    postAction,
  });
  /** A call that leaves, and ends as told when it is told to. */
  const slowCall = (end: () => Promise<string>) => {
    const gate = Promise.withResolvers<void>();
    const kaizala = clientThat(async (_group, _action, { onSending }: PostOptions = {}) => {
      await onSending?.();
      await gate.promise;
      return end();
    });
    return { kaizala, letGo: gate.resolve };
  };
  const refusal = () =>
    new KaizalaAnsweredError(
      'Refused.',
      { action: 'giveUp' },
      { status: 403, mayHaveTakenEffect: false, canBeMended: true },
    );

  it('is not refused by an answer to an attempt that another has taken over from', async () => {
    const first = slowCall(() => Promise.reject(refusal()));
    const running = stage.deliver(forward, { kaizala: first.kaizala });
    const [begun] = (await stage.found(forward, all('posting'))).posts;
    const second = slowCall(() => Promise.resolve('reference of the second'));
    const successor = stage.deliver(forward, { kaizala: second.kaizala, settle });
    await untilItHolds(async () => {
      const [post] = (await now()).posts;
      assert.ok(post?.state === 'posting' && post.postingSince?.getTime() !== begun?.postingSince?.getTime());
    });
    first.letGo();
    await running;
    assert.deepEqual(statesOf(await now()), ['posting']);
    second.letGo();
    await successor;
    const [post] = (await now()).posts;
    assert.deepEqual([post?.state, post?.referenceId], ['posted', 'reference of the second']);
  });

  it('is posted by the answer to an attempt that another has given up', async () => {
    const first = slowCall(() => Promise.resolve('reference of the first'));
    const running = stage.deliver(forward, { kaizala: first.kaizala });
    await stage.found(forward, all('posting'));
    stage.kaizala.faults.add({ kind: 'status', operation: 'actions', status: 403, errorCode: 'Forbidden' });
    await stage.deliver(forward, { settle });
    assert.deepEqual(statesOf(await now()), ['uncertain']);
    first.letGo();
    await running;
    const [post] = (await now()).posts;
    assert.deepEqual([post?.state, post?.referenceId], ['posted', 'reference of the first']);
  });

  it('does not leave for Kaizala once another has taken it over', async () => {
    const gate = Promise.withResolvers<void>();
    const waiting = Promise.withResolvers<void>();
    let isSent = false;
    const sleepy = clientThat(async (_group, _action, { onSending }: PostOptions = {}) => {
      waiting.resolve();
      await gate.promise;
      await onSending?.();
      isSent = true;
      return 'reference of the first';
    });
    const running = stage.deliver(forward, { kaizala: sleepy });
    await waiting.promise;
    await stage.deliver(forward);
    gate.resolve();
    await running;
    assert.equal(isSent, false);
    assert.deepEqual([statesOf(await now()), stage.posted(forward).length], [['posted'], 1]);
  });

  it('is looked for when its answer came but could not be recorded', async () => {
    let isBroken = false;
    const database: Database = {
      ...stage.database,
      transaction: (work) =>
        stage.database.transaction((tx) =>
          work({
            secrets: tx.secrets,
            query: (sql, parameters) => {
              if (isBroken || !sql.includes('reference_id =')) return tx.query(sql, parameters);
              isBroken = true;
              throw new Error('The connection was ended by an administrator.');
            },
          }),
        ),
    };
    await assert.rejects(stage.deliver(forward, { database }), /ended by an administrator/);
    assert.deepEqual([statesOf(await now()), stage.posted(forward).length], [['posting'], 1]);
    await stage.deliver(forward);
    const [post] = (await now()).posts;
    assert.deepEqual([post?.state, post?.referenceId], ['posted', stage.posted(forward)[0]?.referenceId]);
    assert.equal(stage.posted(forward).length, 1);
  });

  it('holds up nobody when its bytes can not be dropped', async () => {
    const spool = {
      write: () => Promise.reject(new Error('not asked for')),
      open: (key: string) => stage.openSpooled(key),
      remove: () => Promise.reject(new Error('The account may not delete.')),
      entries: async function* () {},
    };
    const failures: unknown[] = [];
    await stage.deliver(forward, { spool, onFailure: (error) => failures.push(error) });
    assert.deepEqual(statesOf(await now()), ['posted']);
    assert.match(String(failures[0]), /may not delete/);
    assert.deepEqual(await stage.spooled(forward), ['a.pdf']);
  });
});
