import assert from 'node:assert/strict';
import fc from 'fast-check';
import { callsInWindow, nextCall } from '../../../services/kaizala/next-call.ts';

const MINUTE_MS = 60_000;

/** Asks at these times, one after the other, and returns when the calls may be made. */
function schedule(askedAt: readonly number[], limit: number): number[] {
  const made: number[] = [];
  let kept: number[] = [];
  for (const now of askedAt) {
    const at = nextCall(kept, now, limit);
    kept = [...callsInWindow(kept, at), at];
    made.push(at);
  }
  return made;
}

/** Somebody always waits: the next call is asked for when the last one may be made. */
function saturate(count: number, limit: number): number[] {
  const made: number[] = [];
  for (let now = 0; made.length < count; now = made.at(-1) ?? 0) {
    made.push(nextCall(callsInWindow(made, now), now, limit));
  }
  return made;
}

describe('the call budget', () => {
  const asked = fc
    .array(fc.oneof(fc.nat(50), fc.nat(3_000), fc.nat(90_000)), { minLength: 1, maxLength: 400 })
    .map((gaps) => {
      let now = 0;
      return gaps.map((gap) => (now += gap));
    });
  const limits = fc.integer({ min: 1, max: 150 });

  it('never lets more calls through than the limit in any minute, and never one before it was asked for', () => {
    fc.assert(
      fc.property(asked, limits, (times, limit) => {
        const made = schedule(times, limit);
        for (const [index, at] of made.entries()) {
          assert.ok(at >= (times[index] ?? 0));
          assert.ok(at >= (made[index - 1] ?? 0));
          const tooEarly = made[index - limit];
          assert.ok(tooEarly === undefined || at - tooEarly > MINUTE_MS, `${at - (tooEarly ?? 0)} ms apart`);
        }
      }),
    );
  });

  it('uses nearly all of the limit under a backlog', () => {
    const made = saturate(1_000, 100);
    for (let minute = 0; minute < 9; minute++) {
      const from = minute * MINUTE_MS;
      const calls = made.filter((at) => at >= from && at < from + MINUTE_MS).length;
      assert.ok(calls >= 95 && calls <= 100, `${calls} calls in minute ${minute}`);
    }
  });

  it('never makes anybody wait for more than a second or two for the next free call', () => {
    const made = saturate(1_000, 100);
    const gaps = made.slice(1).map((at, index) => at - (made[index] ?? 0));
    assert.ok(Math.max(...gaps) < 2_000, `${Math.max(...gaps)} ms`);
  });

  it('lets the first calls after a quiet time go at once', () => {
    assert.deepEqual(saturate(20, 100), Array(20).fill(0));
  });
});
