import assert from 'node:assert/strict';
import { formatBytes } from '../../../services/files/format-bytes.ts';

describe('formatBytes', () => {
  for (const [bytes, text] of [
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [1_540, '1.5 kB'],
    [99_940, '99.9 kB'],
    [99_960, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [3_400_000, '3.4 MB'],
    [104_857_600, '105 MB'],
    [1e9, '1 GB'],
    [5_000e12, '5000 TB'],
  ] as const) {
    it(`writes ${bytes} as ${text}`, () => {
      assert.equal(formatBytes(bytes), text);
    });
  }
});
