import assert from 'node:assert/strict';
import { migrate } from '../../../../services/database/migrate.ts';
import { beginRank, forgetRanks, rankOf } from '../../../../services/forwards/delivery/rank.ts';
import { insertForward } from '../../../../services/forwards/insert-forward.ts';
import { onEachEngine } from '../../database/on-each-engine.ts';
import { requestFor } from '../stage.ts';

onEachEngine('the order of deliveries', (database) => {
  before(() => migrate(database()));

  const file = {
    name: 'a.pdf',
    kind: 'document',
    source: { kind: 'teamsDownload', url: 'https://example.com/a.pdf' },
  } as const;
  const accepted = async (conversationKey: string, files = 1) => {
    const shared = Array.from({ length: files }, () => file);
    const inserted = await insertForward(database(), requestFor(shared, { conversationKey }), 20);
    return inserted?.id ?? assert.fail();
  };
  const rank = async (id: string) => (await database().transaction((tx) => rankOf(tx, id))) ?? assert.fail();
  const serve = (id: string, at: number) => database().transaction((tx) => beginRank(tx, id, at));

  it('puts a quiet conversation’s forward before another one’s backlog, which is not pushed back', async () => {
    const backlog: { id: string; rank: number }[] = [];
    for (let left = 20; left > 0; left--) {
      const id = await accepted('busy');
      backlog.push({ id, rank: await rank(id) });
    }
    for (const { id, rank } of backlog.slice(0, 10)) await serve(id, rank);
    const next = backlog[10] ?? assert.fail();
    const small = await accepted('small');
    const rankOfSmall = await rank(small);
    assert.ok(rankOfSmall < next.rank, `${rankOfSmall} is not before ${next.rank}`);
    assert.deepEqual([await rank(small), await rank(next.id)], [rankOfSmall, next.rank]);
  });

  it('lets no conversation go first for ever', async () => {
    const waiting = await rank(await accepted('patient'));
    const ranks: number[] = [];
    for (let post = 0; post < 10; post++) {
      const id = await accepted('eager');
      ranks.push(await rank(id));
      await serve(id, ranks.at(-1) ?? 0);
    }
    assert.ok(ranks.filter((one) => one < waiting).length <= 5, `${ranks} before ${waiting}`);
  });

  it('forgets a conversation’s place once it makes no difference', async () => {
    const known = () =>
      database().query<{ key: string }>(
        `SELECT conversation_key AS key FROM bridge.conversation_ranks WHERE conversation_key IN ('old', 'new')`,
      );
    const old = await accepted('old');
    const rankOfOld = await rank(old);
    await serve(old, rankOfOld + 20);
    await rank(await accepted('new'));
    await database().transaction((tx) => forgetRanks(tx));
    assert.deepEqual(await known(), [{ key: 'new' }]);
  });

  it('lets a small forward go before large ones of conversations that were as quiet', async () => {
    const large = await Promise.all(['l1', 'l2', 'l3'].map(async (key) => rank(await accepted(key, 10))));
    const small = await rank(await accepted('s1', 2));
    const single = await rank(await accepted('s2'));
    assert.ok(single < small && large.every((one) => small < one), `${single}, ${small}, ${large}`);
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
