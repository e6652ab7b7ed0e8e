import assert from 'node:assert/strict';
import { migrate } from '../../../services/database/migrate.ts';
import { insertForward } from '../../../services/forwards/insert-forward.ts';
import { beginRank, rankOf } from '../../../services/forwards/rank.ts';
import { onEachEngine } from '../database/on-each-engine.ts';
import { requestFor } from './stage.ts';

onEachEngine('the order of deliveries', (database) => {
  before(() => migrate(database()));

  const accepted = async (conversationKey: string) => {
    const inserted = await insertForward(database(), requestFor([], { conversationKey }));
    return inserted?.id ?? assert.fail();
  };
  const rank = (id: string) => database().transaction((tx) => rankOf(tx, id));
  const serve = (id: string, at: number) => database().transaction((tx) => beginRank(tx, id, at));

  it('puts a new conversation’s forward before most of another one’s backlog, for good', async () => {
    const backlog: { id: string; rank: number }[] = [];
    for (let left = 20; left > 0; left--) {
      const id = await accepted('busy');
      backlog.push({ id, rank: await rank(id) });
    }
    for (const { id, rank } of backlog.slice(0, 5)) await serve(id, rank);
    const small = await accepted('small');
    const rankOfSmall = await rank(small);
    assert.equal(backlog.filter((one) => one.rank < rankOfSmall).length, 4);
    assert.equal(await rank(small), rankOfSmall);
    // However many others come, what has waited longer is not pushed back.
    const next = backlog[5] ?? assert.fail();
    assert.equal(await rank(next.id), next.rank);
  });

  it('takes conversations in turns', async () => {
    const ranks: [string, number][] = [];
    for (const key of ['a', 'b', 'c']) {
      for (let left = 3; left > 0; left--) ranks.push([key, await rank(await accepted(key))]);
    }
    const order = ranks.sort((one, other) => one[1] - other[1]).map(([key]) => key);
    assert.deepEqual(order, ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c']);
  });

  it('gives a forward that was served a place behind its conversation’s others', async () => {
    const [first, second] = [await accepted('two'), await accepted('two')];
    const [one, two] = [await rank(first), await rank(second)];
    await serve(first, one);
    const again = await rank(first);
    assert.ok(one < two && two < again, [one, two, again].join());
  });
});
