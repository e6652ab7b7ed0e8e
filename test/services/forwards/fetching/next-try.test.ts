import assert from 'node:assert/strict';
import { DownloadError } from '../../../../services/files/download-error.ts';
import type { FileSource } from '../../../../services/files/file-source.ts';
import { nextTry } from '../../../../services/forwards/fetching/next-try.ts';

const share = { tenantId: 't', url: 'https://contoso.sharepoint.com/a.pdf' };
const link: FileSource = { kind: 'teamsDownload', url: 'https://contoso.sharepoint.com/a' };
const shared: FileSource = { kind: 'graphShare', ...share };
const busy = DownloadError.status({ status: 503, redirects: 0 });
const throttled = DownloadError.status({ status: 429, retryAfter: '30', redirects: 0 });
const MINUTE = 60_000;

describe('nextTry', () => {
  const next = (error: unknown, source: FileSource, attempts: number, sinceMs = 0) =>
    nextTry(error, { source, attempts, since: new Date(Date.now() - sinceMs) }, (failed) => failed * 1000);

  it('is none after an error that stays', () => {
    assert.equal(next(DownloadError.empty(), shared, 0), undefined);
    assert.equal(next(new Error('unforeseen'), shared, 0), undefined);
  });

  it('comes after a pause that grows', () => {
    assert.deepEqual(next(busy, shared, 0), { attempts: 1, afterMs: 1000 });
    assert.deepEqual(next(busy, shared, 4), { attempts: 5, afterMs: 5000 });
  });

  it('comes no sooner than it is asked to, and then counts as none', () => {
    assert.deepEqual(next(throttled, link, 2), { attempts: 2, afterMs: 30_000 });
  });

  it('is one of four at a link that lives for minutes', () => {
    for (const source of [link, { ...link, share }]) {
      assert.ok(next(busy, source, 2));
      assert.equal(next(busy, source, 3), undefined);
    }
  });

  it('is one of ten at what is asked for anew each time', () => {
    assert.ok(next(busy, shared, 8));
    assert.equal(next(busy, shared, 9), undefined);
  });

  it('is none once ten minutes would be over, however often it is asked for patience', () => {
    assert.ok(next(throttled, shared, 0, 9 * MINUTE));
    assert.equal(next(throttled, shared, 0, 9.6 * MINUTE), undefined);
    assert.equal(next(busy, shared, 1, 10 * MINUTE), undefined);
  });
});
