import assert from 'node:assert/strict';
import { DownloadError } from '../../../services/files/download-error.ts';
import { failureOf } from '../../../services/forwards/failure-of.ts';

describe('failureOf', () => {
  it('tells a person what a foreseen error says', () => {
    for (const [error, retryable] of [
      [DownloadError.empty(), false],
      [DownloadError.status({ status: 503, redirects: 0 }), true],
    ] as const) {
      assert.deepEqual(failureOf(error), { code: error.code, message: error.message, retryable });
    }
  });

  for (const error of [new TypeError('MARKED https://host/?token=MARKED'), 'MARKED', undefined, null]) {
    it(`keeps the details of an unforeseen error to itself (${typeof error})`, () => {
      const failure = failureOf(error);
      assert.deepEqual([failure.code, failure.retryable], ['unexpected', true]);
      assert.doesNotMatch(failure.message, /MARKED/);
      assert.match(failure.message, /Try again/);
    });
  }
});
