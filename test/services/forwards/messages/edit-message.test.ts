import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Forward, ForwardRequest } from '../../../../services/forwards/types.ts';
import { all, requestFor, type Shared, Stage } from '../stage.ts';
import { untilItHolds } from '../until-it-holds.ts';

describe('a message that is edited or deleted', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  afterEach(() => stage.kaizala.faults.clear());
  after(() => stage.close());

  const share = async (files: readonly Shared[], changes: Partial<ForwardRequest> = {}) => {
    const request = requestFor(files, { suggestedCaption: `first ${randomUUID()}`, ...changes });
    const forward = await stage.forwards.receive(request, new Date(Date.now() + 60_000));
    return { request, forward: forward ?? assert.fail(), key: request.sourceKey };
  };
  const auto = () => ({ auto: stage.group() });
  const now = async ({ id }: Forward) => (await stage.forwards.find(id)) ?? assert.fail();
  const captions = (...wanted: string[]) =>
    stage.kaizala
      .posts()
      .map(({ caption }) => caption ?? '')
      .filter((caption) => wanted.includes(caption));
  const slowly = () => stage.kaizala.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 20_000 });

  it('suggests its new text while the question is open, once', async () => {
    const { forward, key } = await share([await stage.file('a.pdf')]);
    await stage.found(forward, all('spooled'));
    await stage.forwards.edit(key, 'second');
    const once = await now(forward);
    assert.equal(once.suggestedCaption, 'second');
    await stage.forwards.edit(key, 'second');
    assert.equal((await now(forward)).revision, once.revision);
    await stage.forwards.edit(key, undefined);
    assert.equal((await now(forward)).suggestedCaption, undefined);
  });

  it('does nothing where nothing is known of it, or where only Teams edits it', async () => {
    await stage.forwards.edit('msteams|nowhere|1', 'text');
    await stage.forwards.delete('msteams|nowhere|1');
    const { forward, key, request } = await share([await stage.file('a.pdf')]);
    await stage.found(forward, all('spooled'));
    const before = await now(forward);
    await stage.forwards.edit(key, request.suggestedCaption);
    assert.equal((await now(forward)).revision, before.revision);
  });

  it('has its new text posted, while it is being uploaded', async () => {
    slowly();
    const text = `new ${randomUUID()}`;
    const { forward, key, request } = await share([await stage.file('a.pdf')], auto());
    await stage.observer.waitFor(forward, all('uploading'));
    await stage.forwards.edit(key, text);
    const done = await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual([done.caption, done.note], [text, undefined]);
    assert.deepEqual(captions(text, request.suggestedCaption ?? ''), [text]);
  });

  it('leaves alone the caption that the person gave instead of its text', async () => {
    slowly();
    const { forward, key } = await share([await stage.file('a.pdf')]);
    await stage.accept(forward);
    await stage.forwards.edit(key, 'new');
    const done = await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual([done.caption, done.note], [forward.id, undefined]);
  });

  it('is told of when it comes too late', async () => {
    const { forward, key, request } = await share([await stage.file('a.pdf')], auto());
    await stage.observer.waitFor(forward, all('posted'));
    await stage.forwards.edit(key, 'too late');
    const shown = await stage.observer.waitFor(forward, ({ note }) => note === 'editedLate');
    assert.equal(shown.caption, request.suggestedCaption);
  });

  it('is withdrawn where it waits for an answer', async () => {
    const { forward, key } = await share([await stage.file('a.pdf')]);
    await stage.forwards.delete(key);
    const shown = await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'cancelled');
    assert.deepEqual([shown.note, shown.posts[0]?.state], ['deleted', 'cancelled']);
    assert.equal(await stage.accept(forward), false);
    await stage.forwards.delete(key);
    assert.equal((await now(forward)).revision, shown.revision);
    assert.deepEqual(await stage.forwards.retry(forward.id), []);
  });

  it('is shown once as withdrawn, also if its file is on its way', async () => {
    const { forward, key } = await share([
      await stage.file('a.pdf', { kind: 'slow', bytesPerSecond: 10_000 }),
    ]);
    const untilFile = (condition: string) =>
      untilItHolds(async () => {
        const files = await stage.database.query(
          `SELECT FROM bridge.files WHERE forward_id = $1 AND ${condition}`,
          [forward.id],
        );
        assert.equal(files.length, 1);
      });
    await untilFile(`state = 'waiting' AND size IS NOT NULL`);
    await stage.forwards.delete(key);
    const { revision } = await now(forward);
    await untilFile(`state = 'spooled'`);
    assert.equal((await now(forward)).revision, revision);
  });

  it('is not tried again after nothing of it could go', async () => {
    const { forward, key } = await share([await stage.file('a.pdf', { kind: 'status', status: 404 })]);
    const refused = await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'refused');
    assert.equal(refused.posts[0]?.failure?.retryable, false);
    for (const table of ['posts', 'files']) {
      await stage.database.query(
        `UPDATE bridge.${table} SET failure = failure || '{"retryable": true}'::jsonb WHERE forward_id = $1`,
        [forward.id],
      );
    }
    await stage.forwards.delete(key);
    assert.deepEqual(await stage.forwards.retry(forward.id), []);
    assert.equal((await now(forward)).stage, 'refused');
  });

  it('is withdrawn as far as it is not in Kaizala', async () => {
    const stuck = await stage.file('b.pdf', { kind: 'stall', afterBytes: 10 });
    const { forward, key } = await share([await stage.file('a.pdf'), stuck], auto());
    await stage.observer.waitFor(forward, ({ posts }) => posts[0]?.state === 'posted');
    await stage.forwards.delete(key);
    const shown = await stage.observer.waitFor(forward, ({ note }) => note !== undefined);
    assert.deepEqual(
      [shown.note, shown.stage, shown.posts.map(({ state }) => state)],
      ['deletedLate', 'accepted', ['posted', 'cancelled']],
    );
  });

  it('is not posted when it is deleted while it is being uploaded', async () => {
    slowly();
    const { forward, key, request } = await share([await stage.file('a.pdf')], auto());
    await stage.observer.waitFor(forward, all('uploading'));
    await stage.forwards.delete(key);
    const shown = await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'cancelled');
    assert.equal(shown.note, 'deleted');
    const next = await share([await stage.file('b.pdf')], { ...auto(), requesterId: request.requesterId });
    await stage.observer.waitFor(next.forward, all('posted'));
    assert.deepEqual(captions(request.suggestedCaption ?? ''), []);
  });
});
