import assert from 'node:assert/strict';
import fc from 'fast-check';
import { earliestCall, TEAMS_LIMITS } from '../../../bot/connector/chat-limits.ts';

describe('the earliest next call to a conversation', () => {
  it('is now while there is room', () => {
    assert.equal(earliestCall([], 5, TEAMS_LIMITS), 5);
    assert.equal(earliestCall([1, 2, 3, 4, 5, 6], 7, TEAMS_LIMITS), 7);
  });

  it('keeps to every limit, however calls come, and is no later than it has to be', () => {
    const gaps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_500 })), { maxLength: 200 });
    fc.assert(
      fc.property(gaps, (waits) => {
        const calledAt: number[] = [];
        let now = 1_000;
        for (const wait of waits) {
          now += wait;
          const at = earliestCall(calledAt, now, TEAMS_LIMITS);
          const isDelayed = at > now;
          const fits = (time: number, margin: number) =>
            TEAMS_LIMITS.every(
              ({ calls, withinMs }) =>
                calledAt.filter((other) => other > time - withinMs - margin).length < calls,
            );
          assert.ok(fits(at, 0), `${calledAt} then ${at}`);
          assert.ok(!isDelayed || !fits(at - 1, 100), `${calledAt} only then ${at}`);
          calledAt.push(at);
          now = at;
        }
      }),
    );
  });
});
