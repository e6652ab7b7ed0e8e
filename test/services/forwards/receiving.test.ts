import assert from 'node:assert/strict';
import type { Failure } from '../../../services/forwards/types.ts';
import { all, requestFor, Stage, statesOf } from './stage.ts';
import { untilItHolds } from './until-it-holds.ts';

const REFUSAL: Failure = { code: 'kind', message: 'Kaizala takes no such file.', retryable: false };
const LATER = new Date(Date.now() + 60_000);

describe('receiving files', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  after(() => stage.close());

  const forwardsOf = (sourceKey: string) =>
    stage.database.query('SELECT id FROM bridge.forwards WHERE source_key = $1', [sourceKey]);

  it('records all that is known, before a byte has come', async () => {
    const file = await stage.file('a.pdf', { kind: 'stall', afterBytes: 0 });
    const request = requestFor([file], { requesterName: 'Asha', suggestedCaption: 'naïve “写真” 😀' });
    const forward = await stage.forwards.receive(request, LATER);
    assert.ok(forward);
    const { id, createdAt, posts, ...known } = forward;
    const { sourceKey: _key, scopeKey: _scope, files: _files, ...asked } = request;
    assert.deepEqual(known, {
      ...asked,
      stage: 'asking',
      auto: false,
      revision: 1,
      shownRevision: 0,
      contentVersion: 0,
      refused: [],
    });
    assert.ok(Math.abs(createdAt.getTime() - Date.now()) < 10_000);
    assert.deepEqual(statesOf(forward), ['waiting']);
    await stage.forwards.cancel(id);
  });

  it('does nothing for an activity that comes again', async () => {
    const file = await stage.file('a.pdf');
    const request = requestFor([file]);
    const forward = await stage.forwards.receive(request, LATER);
    assert.ok(forward);
    assert.equal(await stage.forwards.receive(request, LATER), undefined);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(await stage.forwards.receive(request, LATER), undefined);
    assert.equal(file.served.requests, 1);
    assert.equal(stage.posted(forward).length, 1);
  });

  it('makes one forward of an activity that comes twenty times at once', async () => {
    const file = await stage.file('a.pdf');
    const request = requestFor([file]);
    const made = await Promise.all(Array.from({ length: 20 }, () => stage.forwards.receive(request, LATER)));
    const [forward, ...others] = made.filter((one) => one !== undefined);
    assert.ok(forward);
    assert.deepEqual(others, []);
    assert.equal((await forwardsOf(request.sourceKey)).length, 1);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(file.served.requests, 1);
  });

  it('learns the sizes before the bytes have come', async () => {
    const file = await stage.file('a.pdf', { kind: 'stall', afterBytes: 0 });
    const forward = await stage.receive([file]);
    const shown = await stage.observer.waitFor(
      forward,
      ({ posts }) => posts[0]?.files[0]?.size !== undefined,
    );
    assert.equal(shown.posts[0]?.files[0]?.size, 20_000);
    assert.deepEqual(statesOf(shown), ['waiting']);
    await stage.forwards.cancel(forward.id);
  });

  it('fetches nothing of a forward of which all files are refused', async () => {
    const forward = await stage.receive([{ name: 'setup.exe', refusal: REFUSAL }]);
    assert.equal(forward.stage, 'refused');
    assert.deepEqual(forward.posts, []);
    assert.deepEqual(
      forward.refused.map(({ name, state, failure }) => [name, state, failure]),
      [['setup.exe', 'failed', REFUSAL]],
    );
    assert.equal(await stage.accept(forward), false);
    assert.equal(await stage.forwards.cancel(forward.id), false);
    assert.deepEqual(await stage.forwards.retry(forward.id), []);
  });

  it('posts what can go beside a file that is refused', async () => {
    const forward = await stage.receive([{ name: 'setup.exe', refusal: REFUSAL }, await stage.file('a.pdf')]);
    await stage.accept(forward);
    const done = await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual(
      done.refused.map(({ name }) => name),
      ['setup.exe'],
    );
    assert.deepEqual(
      stage.posted(forward).map(({ files }) => files[0]?.name),
      ['a.pdf'],
    );
  });

  for (const [dead, actionType, left] of [
    [['b.png'], 'Album', ['a.jpg', 'c.jpg']],
    [['a.jpg', 'c.jpg'], 'Image', ['b.png']],
  ] as const) {
    it(`makes an ${actionType} of pictures of which ${dead.length} can not be had`, async () => {
      const isDead = (name: string) => (dead as readonly string[]).includes(name);
      const files = await Promise.all(
        ['a.jpg', 'b.png', 'c.jpg'].map((name) =>
          stage.file(name, isDead(name) ? { kind: 'status', status: 404 } : { kind: 'ok' }),
        ),
      );
      const forward = await stage.receive(files);
      await stage.accept(forward);
      const done = await stage.observer.waitFor(forward, all('posted'));
      const [post] = stage.posted(forward);
      assert.equal(post?.actionType, actionType);
      assert.deepEqual(
        post?.files.map(({ name }) => name),
        left,
      );
      assert.deepEqual(
        done.posts[0]?.files.map(({ name, failure }) => [name, failure?.code]),
        files.map(({ name }) => [name, isDead(name) ? 'download.missing' : undefined]),
      );
    });
  }

  it('closes a forward of which no file can be had', async () => {
    const dead = { kind: 'status', status: 403 } as const;
    const forward = await stage.receive([await stage.file('a.pdf', dead), await stage.file('b.mp4', dead)]);
    const shown = await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'refused');
    assert.deepEqual(statesOf(shown), ['failed', 'failed']);
    assert.equal(shown.posts[0]?.failure?.code, 'download.expired');
    assert.equal(await stage.accept(forward), false);
    assert.deepEqual(await stage.forwards.retry(forward.id), []);
    assert.deepEqual(await stage.spooled(forward), []);
  });

  it('tries a download again that failed for a moment', async () => {
    const file = await stage.file('a.pdf', { kind: 'status', status: 503, times: 2 });
    const forward = await stage.receive([file]);
    await stage.accept(forward);
    const done = await stage.observer.waitFor(forward, all('posted'));
    assert.equal(file.served.requests, 3);
    assert.equal(done.posts[0]?.files[0]?.failure, undefined);
    assert.equal(stage.posted(forward)[0]?.files[0]?.sha256, await file.served.sha256());
  });

  it('gives up on a download after four attempts, and holds nothing else up meanwhile', async () => {
    const dead = await stage.file('dead.pdf', { kind: 'status', status: 503 });
    const forward = await stage.receive([dead, await stage.file('alive.pdf')]);
    await stage.accept(forward);
    const done = await stage.observer.waitFor(forward, all('failed', 'posted'));
    assert.deepEqual(statesOf(done), ['failed', 'posted']);
    assert.equal(dead.served.requests, 4);
    assert.deepEqual(
      [done.posts[0]?.failure?.code, done.posts[0]?.failure?.retryable],
      ['download.status', true],
    );
  });

  it('leaves nothing of a file that turns out too long', async () => {
    const behaviour = { kind: 'longerThanDeclared', declared: 10_000 } as const;
    const forward = await stage.receive([await stage.file('a.pdf', behaviour)]);
    const shown = await stage.observer.waitFor(forward, all('failed'));
    assert.equal(shown.posts[0]?.failure?.code, 'download.longer');
    await untilItHolds(async () => assert.deepEqual(await stage.spooled(forward), []));
  });

  it('knows whose forwards are open and under way', async () => {
    const person = { conversationKey: 'msteams|19:one', requesterId: '29:one' };
    const older = await stage.receive([await stage.file('a.pdf')], person);
    const newer = await stage.receive([await stage.file('b.pdf')], person);
    const { conversationKey, requesterId } = person;
    assert.equal((await stage.forwards.findOpen({ conversationKey, requesterId }))?.id, newer.id);
    assert.equal(await stage.forwards.findOpen({ conversationKey, requesterId: '29:other' }), undefined);
    assert.equal(
      await stage.forwards.findOpen({ conversationKey: 'msteams|19:other', requesterId }),
      undefined,
    );
    const pending = (limit: number) => stage.forwards.listPending({ conversationKey, requesterId }, limit);
    assert.deepEqual(
      (await pending(5)).map(({ id }) => id),
      [newer.id, older.id],
    );
    assert.deepEqual(
      (await pending(1)).map(({ id }) => id),
      [newer.id],
    );
    await stage.accept(newer);
    await stage.observer.waitFor(newer, all('posted'));
    assert.equal((await stage.forwards.findOpen({ conversationKey, requesterId }))?.id, older.id);
    await stage.forwards.cancel(older.id);
    assert.deepEqual(await pending(5), []);
  });

  it('knows those of a conversation with all of its threads, and of nobody else', async () => {
    const requesterId = 'U0ONE';
    const own = { conversationKey: 'slack|T1:C1', threads: 'slack|T1:C1:', requesterId };
    const inThread = { conversationKey: 'slack|T1:C1:17.000001', requesterId };
    const forward = await stage.receive([await stage.file('a.pdf')], inThread);
    await stage.receive([await stage.file('b.pdf')], { ...inThread, requesterId: 'U0TWO' });
    await stage.receive([await stage.file('c.pdf')], { conversationKey: 'slack|T1:C12', requesterId });
    assert.deepEqual(
      (await stage.forwards.listPending(own, 5)).map(({ id }) => id),
      [forward.id],
    );
    assert.equal((await stage.forwards.findCancellable(own))?.id, forward.id);
    const { threads, ...alone } = own;
    assert.equal(await stage.forwards.findCancellable(alone), undefined, threads);
  });
});
