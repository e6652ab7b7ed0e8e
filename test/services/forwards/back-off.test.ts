import assert from 'node:assert/strict';
import { backOffMs } from '../../../services/forwards/back-off.ts';

describe('backOffMs', () => {
  for (const [failedAttempts, least, most] of [
    [0, 1_000, 2_000],
    [1, 1_000, 2_000],
    [2, 2_000, 4_000],
    [3, 4_000, 8_000],
    [9, 256_000, 512_000],
    [10, 300_000, 600_000],
    [5_000, 300_000, 600_000],
  ] as const) {
    it(`waits from ${least} to ${most} ms after ${failedAttempts} attempts`, () => {
      assert.equal(
        backOffMs(failedAttempts, () => 0),
        least,
      );
      assert.equal(
        backOffMs(failedAttempts, () => 1),
        most,
      );
    });
  }

  it('keeps those that failed together apart', () => {
    const waits = new Set(Array.from({ length: 20 }, () => backOffMs(5)));
    assert.ok(waits.size > 1);
    for (const wait of waits) assert.ok(Number.isInteger(wait) && wait >= 16_000 && wait <= 32_000);
  });
});
