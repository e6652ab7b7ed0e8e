import assert from 'node:assert/strict';
import { joinWithin } from '../../../bot/commands/join-within.ts';

describe('parts of a message', () => {
  it('are joined whole if there is room', () => {
    assert.equal(joinWithin(['a', 'b']), 'a\n\nb');
    assert.equal(joinWithin(['a', 'b'], '\n'), 'a\nb');
    assert.equal(joinWithin([]), '');
  });

  it('are counted where there is none, by their bytes', () => {
    const part = 'क'.repeat(1_000);
    const joined = joinWithin(Array.from({ length: 20 }, () => part));
    assert.match(joined, /\n\n… and 15 more$/);
    assert.ok(Buffer.byteLength(joined) < 20_000);
  });
});
