import assert from 'node:assert/strict';
import { withinTime } from '../../bot/within-time.ts';

describe('withinTime', () => {
  it('settles as the promise does', async () => {
    assert.equal(await withinTime(Promise.resolve(7), 1_000), 7);
    await assert.rejects(withinTime(Promise.reject(new RangeError('no')), 1_000), RangeError);
  });

  it('rejects when the time is over', async () => {
    await assert.rejects(withinTime(new Promise(() => {}), 5), { code: 'timeout' });
  });

  it('takes a time that was over before for none', async () => {
    assert.equal(await withinTime(Promise.resolve(7), -2), 7);
    await assert.rejects(withinTime(new Promise(() => {}), -2), { message: 'No answer came within 0 s.' });
  });
});
