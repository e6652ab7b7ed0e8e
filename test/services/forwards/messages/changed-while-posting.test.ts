import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Forward, ForwardRequest } from '../../../../services/forwards/types.ts';
import { all, requestFor, type Shared, Stage, statesOf } from '../stage.ts';

describe('a message that is edited or deleted while it is being posted', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start({ kaizalaStallMs: 1_000, joinPicturesMs: 5_000 });
  });
  afterEach(() => stage.kaizala.faults.clear());
  after(() => stage.close());

  const share = async (files: readonly Shared[], changes: Partial<ForwardRequest> = {}) => {
    const request = requestFor(files, { suggestedCaption: `first ${randomUUID()}`, ...changes });
    const forward = await stage.forwards.receive(request, new Date(Date.now() + 60_000));
    return { request, forward, key: request.sourceKey, text: request.suggestedCaption ?? '' };
  };
  /** A document whose call to Kaizala is under way, and comes to nothing or is only not answered. */
  const posting = async (hasEffect: boolean) => {
    stage.kaizala.faults.add({ kind: 'stall', operation: 'action', ...(hasEffect && { afterEffect: true }) });
    const {
      forward = assert.fail(),
      key,
      text,
    } = await share([await stage.file('a.pdf')], {
      auto: stage.group(),
    });
    await stage.observer.waitFor(forward, all('posting'));
    return { forward, key, text };
  };
  const countPosts = (wanted: string) =>
    stage.kaizala.posts().filter(({ caption }) => caption === wanted).length;
  const uncertain = async ({ id }: Forward) => {
    await stage.database.query(
      `UPDATE bridge.posts SET state = 'uncertain', posting_until = now() WHERE forward_id = $1`,
      [id],
    );
  };

  it('is not posted after its deletion when nothing came of the call', async () => {
    const { forward, key, text } = await posting(false);
    await stage.forwards.delete(key);
    assert.equal((await stage.forwards.find(forward.id))?.note, undefined, 'nobody knows yet');
    const done = await stage.observer.waitFor(forward, all('cancelled'));
    assert.deepEqual([done.stage, done.note, countPosts(text)], ['cancelled', 'deleted', 0]);
  });

  it('is told to have been deleted too late when the call came through', async () => {
    const { forward, key, text } = await posting(true);
    await stage.forwards.delete(key);
    const done = await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual([done.stage, done.note, countPosts(text)], ['accepted', 'deletedLate', 1]);
  });

  it('is posted with its new text when nothing came of the call', async () => {
    const { forward, key, text } = await posting(false);
    const edited = `new ${randomUUID()}`;
    await stage.forwards.edit(key, edited);
    const done = await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual([done.note, countPosts(text), countPosts(edited)], [undefined, 0, 1]);
  });

  it('is told to have been edited too late when the call came through', async () => {
    const { forward, key, text } = await posting(true);
    await stage.forwards.edit(key, 'new');
    const done = await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual([done.note, countPosts(text)], ['editedLate', 1]);
  });

  for (const isThere of [true, false]) {
    it(`is told of once a person has said that it is ${isThere ? '' : 'not '}there`, async () => {
      const { forward, key } = await posting(false);
      await uncertain(forward);
      await stage.forwards.delete(key);
      const [post] = (await stage.forwards.find(forward.id))?.posts ?? [];
      await stage.forwards.settleUncertain(forward.id, post?.id ?? assert.fail(), isThere);
      const done = (await stage.forwards.find(forward.id)) ?? assert.fail();
      assert.deepEqual(
        [statesOf(done), done.note],
        isThere ? [['posted'], 'deletedLate'] : [['cancelled'], 'deleted'],
      );
    });
  }

  it('leaves the rest of its album, which is uploaded without it when nothing came of the call', async () => {
    const person = { conversationKey: randomUUID(), requesterId: randomUUID() };
    const { forward = assert.fail(), key } = await share([await stage.file('a.jpg')], person);
    await share([await stage.file('b.jpg')], person);
    await stage.found(forward, all('spooled'));
    stage.kaizala.faults.add({ kind: 'stall', operation: 'action' });
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posting'));
    await stage.forwards.delete(key);
    const done = await stage.observer.waitFor(forward, all('posted'));
    assert.equal(done.note, undefined);
    assert.deepEqual(
      stage.posted(forward).map((post) => [post.actionType, post.files.map(({ name }) => name)]),
      [['Image', ['b.jpg']]],
    );
  });
});
