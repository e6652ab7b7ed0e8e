import assert from 'node:assert/strict';
import { formatBytes } from '../../../services/files/format-bytes.ts';

describe('formatBytes', () => {
  for (const [bytes, text] of [
    [0, '0 bytes'],
    [1023, '1023 bytes'],
    [1024, '1 kB'],
    [1536, '1.5 kB'],
    [100 * 1024, '100 kB'],
    [1024 ** 2, '1 MB'],
    [3.4 * 1024 ** 2, '3.4 MB'],
    [1024 ** 3, '1 GB'],
    [5000 * 1024 ** 3, '5000 GB'],
  ] as const) {
    it(`writes ${bytes} as ${text}`, () => {
      assert.equal(formatBytes(bytes), text);
    });
  }
});
