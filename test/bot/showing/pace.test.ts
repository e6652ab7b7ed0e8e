import assert from 'node:assert/strict';
import sinon from 'sinon';
import { Pace } from '../../../bot/showing/pace.ts';

describe('Pace', () => {
  it('keeps turns of one key apart, and leaves other keys alone', async () => {
    const clock = sinon.useFakeTimers();
    try {
      const pace = new Pace(500);
      const turns: string[] = [];
      for (const key of ['a', 'a', 'b']) void pace.wait(key).then(() => turns.push(`${key} ${Date.now()}`));
      await clock.tickAsync(499);
      assert.deepEqual(turns.toSorted(), ['a 0', 'b 0']);
      await clock.tickAsync(1);
      assert.deepEqual(turns.toSorted(), ['a 0', 'a 500', 'b 0']);
    } finally {
      clock.restore();
    }
  });
});
