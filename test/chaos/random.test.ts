import assert from 'node:assert/strict';
import { planForwards } from './plan-forwards.ts';
import { plannedPosts } from './planned-forward.ts';
import { Random } from './random.ts';

const draw = (random: Random) => Array.from({ length: 5 }, () => random.int(0, 1_000_000));

describe('Chance', () => {
  it('follows from the seed', () => {
    assert.deepEqual(draw(new Random(7)), draw(new Random(7)));
    assert.notDeepEqual(draw(new Random(7)), draw(new Random(8)));
  });

  it('has streams that do not shift one another', () => {
    const [used, fresh] = [new Random(7), new Random(7)];
    draw(used);
    draw(used.stream('a'));
    assert.deepEqual(draw(used.stream('b')), draw(fresh.stream('b')));
    assert.notDeepEqual(draw(fresh.stream('a')), draw(fresh.stream('b')));
  });

  it('spreads evenly and stays within its bounds', () => {
    const random = new Random(1);
    const numbers = Array.from({ length: 10_000 }, () => random.int(1, 4));
    for (const number of [1, 2, 3, 4]) {
      const share = numbers.filter((drawn) => drawn === number).length / numbers.length;
      assert.ok(Math.abs(share - 0.25) < 0.02, `${number}: ${share}`);
    }
  });
});

describe('The plan of a round', () => {
  const plan = (seed: number) =>
    planForwards(new Random(seed), { count: 200, hasChoice: false, stalls: true });

  it('follows from the seed', () => {
    assert.deepEqual(plan(3), plan(3));
    assert.notDeepEqual(plan(3), plan(4));
  });

  it('has every kind of answer, and no two files with the same bytes', () => {
    const forwards = plan(3);
    assert.equal(new Set(forwards.map(({ answer }) => answer)).size, 5);
    const heads = forwards.flatMap(({ files }) => files.map(({ head }) => head.toString('hex')));
    assert.equal(new Set(heads).size, heads.length);
    const twins = forwards.filter(({ files }) => files.length > 1 && files[0]?.name === files[1]?.name);
    assert.ok(twins.length > 10);
  });

  it('knows which posts are to come of which files', () => {
    const files = (['document', 'image', 'video', 'image'] as const).map((kind, at) => ({ kind, at }));
    assert.deepEqual(
      plannedPosts(files).map((post) => post.map(({ at }) => at)),
      [[0], [1, 3], [2]],
    );
  });
});
