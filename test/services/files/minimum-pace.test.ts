import assert from 'node:assert/strict';
import { MinimumPace } from '../../../services/files/minimum-pace.ts';

/** Takes so many bytes every so many milliseconds, for an hour. */
function anHour(bytes: number, everyMs: number): void {
  let now = 0;
  const pace = new MinimumPace(() => now);
  for (; now < 3_600_000; now += everyMs) pace.take(bytes);
}

describe('the pace of a download', () => {
  it('may be slow for as long as it takes', () => {
    anHour(1_100, 1_000);
    anHour(20_000, 19_000);
  });

  it('may not be next to nothing, however regularly that comes', () => {
    for (const [bytes, everyMs] of [
      [1, 15_000],
      [500, 1_000],
      [1_000, 19_000],
    ] as const) {
      assert.throws(() => anHour(bytes, everyMs), { code: 'download.tooSlow' });
    }
  });
});
