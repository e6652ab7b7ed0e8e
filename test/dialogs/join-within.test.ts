import assert from 'node:assert/strict';
import { joinWithin } from '../../dialogs/join-within.ts';

const TEAMS = { channelId: 'msteams' };

describe('parts of a message', () => {
  it('are joined whole if there is room', () => {
    assert.equal(joinWithin(['a', 'b'], TEAMS), 'a\n\nb');
    assert.equal(joinWithin(['a', 'b'], TEAMS, '\n'), 'a\nb');
    assert.equal(joinWithin([], TEAMS), '');
  });

  it('are counted where there is none, by their bytes', () => {
    const part = 'क'.repeat(1_000);
    const parts = Array.from({ length: 20 }, () => part);
    const joined = joinWithin(parts, TEAMS);
    assert.match(joined, /\n\n… and 15 more$/);
    assert.ok(Buffer.byteLength(joined) < 20_000);
    assert.match(joinWithin(parts, { channelId: 'slack' }), /\n\n… and 18 more$/);
  });
});
