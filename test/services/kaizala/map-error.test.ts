import assert from 'node:assert/strict';
import type { HttpAnswer } from '../../../services/kaizala/http-exchange.ts';
import { type CallContext, mapError } from '../../../services/kaizala/map-error.ts';

const CONTEXT: CallContext = {
  subject: 'group',
  changesNothing: false,
  secrets: ['SECRET'],
  nowMs: Date.parse('2026-03-01T12:00:00Z'),
};
const answer = (status: number, extra: Partial<HttpAnswer> = {}): HttpAnswer => ({
  status,
  text: '',
  location: undefined,
  retryAfter: undefined,
  date: undefined,
  ...extra,
});
const errorOf = (status: number, extra?: Partial<HttpAnswer>, context?: Partial<CallContext>) =>
  mapError(answer(status, extra), { ...CONTEXT, ...context })?.error ?? assert.fail('no error');

describe('mapError', () => {
  it('finds no fault with a success', () => {
    for (const status of [200, 201, 204]) assert.equal(mapError(answer(status), CONTEXT), undefined);
  });

  it('gives up what another try would not change', () => {
    for (const status of [304, 400, 401, 403, 404, 409, 413, 415, 418]) {
      assert.deepEqual(errorOf(status).recovery, { action: 'giveUp' });
      assert.equal(errorOf(status).mayHaveTakenEffect, false);
    }
  });

  it('retries what may pass, and admits that the call may have taken effect', () => {
    for (const status of [408, 500, 502, 503, 504]) {
      assert.deepEqual(errorOf(status).recovery, { action: 'retry' });
      assert.equal(errorOf(status).mayHaveTakenEffect, true);
      assert.equal(errorOf(status, {}, { changesNothing: true }).mayHaveTakenEffect, false);
    }
  });

  it('waits as long as a server in trouble asks for', () => {
    assert.deepEqual(errorOf(503, { retryAfter: '5' }).recovery, { action: 'retry', afterMs: 5000 });
  });

  const retryAfters: [header: string | undefined, afterMs: number][] = [
    ['30', 30_000],
    [' 30 ', 30_000],
    ['0', 1000],
    ['Sun, 01 Mar 2026 12:00:45 GMT', 45_000],
    ['Sun, 01 Mar 2020 12:00:45 GMT', 60_000],
    [undefined, 60_000],
    ['', 60_000],
    ['soon', 60_000],
    ['-7', 60_000],
    ['99999999999', 3_600_000],
    ['9'.repeat(400), 3_600_000],
  ];
  for (const [retryAfter, afterMs] of retryAfters) {
    it(`waits ${afterMs / 1000} s when throttled with Retry-After ${String(retryAfter).slice(0, 30)}`, () => {
      const { recovery } = errorOf(429, { retryAfter });
      assert.deepEqual(recovery, { action: 'retry', afterMs, throttled: true });
    });
  }

  const remedies: [status: number, subject: CallContext['subject'], remedy: RegExp][] = [
    [401, 'group', /KAIZALA_APPLICATION_ID, KAIZALA_APPLICATION_SECRET and KAIZALA_REFRESH_TOKEN/],
    [401, 'accessToken', /KAIZALA_APPLICATION_ID, KAIZALA_APPLICATION_SECRET and KAIZALA_REFRESH_TOKEN/],
    [403, 'group', /administrator.*member of the group/],
    [404, 'accessToken', /KAIZALA_API_ROOT/],
    [404, 'media', /KAIZALA_API_ROOT/],
    [404, 'group', /Share the files again for another group/],
    [413, 'media', /smaller/],
    [415, 'media', /another format/],
    [302, 'group', /KAIZALA_API_ROOT/],
  ];
  for (const [status, subject, remedy] of remedies) {
    it(`says what to do about ${status} for the ${subject}`, () => {
      assert.match(errorOf(status, {}, { subject }).message, remedy);
    });
  }

  it('reads the body in any casing', () => {
    const text = '{"Message":"m","ERRORCODE":"InvalidParameters","errorCategoryKey":7}';
    const error = errorOf(400, { text });
    assert.equal(error.serverMessage, 'm');
    assert.equal(error.errorCode, 'InvalidParameters');
    assert.equal(error.errorCategory, undefined);
  });

  it('cleans the message of the server', () => {
    const message = `a\r\nb SECRET https://host/path?sig=abc&x=1 ${'x'.repeat(500)}`;
    const { serverMessage } = errorOf(400, { text: JSON.stringify({ message }) });
    assert.match(serverMessage ?? '', /^a b \[secret\] https:\/\/host\/path\?… x+…$/);
    assert.equal(serverMessage?.length, 301);
  });

  it('tells a stale token and a move from other faults, but not when the token itself is asked for', () => {
    const kind = (status: number, extra?: Partial<HttpAnswer>, subject: CallContext['subject'] = 'group') =>
      mapError(answer(status, extra), { ...CONTEXT, subject })?.kind;
    const location = 'https://new.example/';
    assert.equal(kind(401), 'staleToken');
    assert.equal(kind(401, {}, 'accessToken'), 'failed');
    assert.equal(kind(400, { text: '{"errorCode":"invalidToken"}' }), 'staleToken');
    assert.equal(kind(308, { location }), 'moved');
    assert.equal(kind(308), 'failed');
    assert.equal(kind(308, { location }, 'accessToken'), 'failed');
    assert.equal(kind(307, { location }), 'failed');
  });
});
