import assert from 'node:assert/strict';
import { all, Stage } from './stage.ts';

describe('asking anew', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  after(() => stage.close());

  const revisionOf = async ({ id }: { readonly id: string }) =>
    (await stage.forwards.find(id))?.revision ?? 0;

  it('reaches what waits for an answer in a conversation and its threads, and nothing else', async () => {
    const channel = 'msteams|19:a@thread.tacv2';
    const receiveIn = async (conversationKey: string) => {
      const forward = await stage.receive([await stage.file('a.pdf')], { conversationKey });
      await stage.found(forward, all('spooled'));
      return forward;
    };
    const asked = [await receiveIn(channel), await receiveIn(`${channel};messageid=7`)];
    const cancelled = await receiveIn(channel);
    await stage.forwards.cancel(cancelled.id);
    const others = [cancelled, await receiveIn(`${channel}x`), await receiveIn('msteams|a:1')];
    const before = await Promise.all([...asked, ...others].map(revisionOf));
    await stage.forwards.redrawQuestions(channel);
    const after = await Promise.all([...asked, ...others].map(revisionOf));
    assert.deepEqual(
      after.map((revision, index) => revision - (before[index] ?? 0)),
      [1, 1, 0, 0, 0],
    );
  });
});
