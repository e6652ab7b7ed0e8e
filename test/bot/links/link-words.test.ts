import assert from 'node:assert/strict';
import { linkWords } from '../../../bot/links/link-words.ts';

describe('what is said of links', () => {
  it('tells whether the bot sees what does not mention it, and what to do if not', () => {
    assert.equal(linkWords.sight('yes', 'channel'), 'I see every message here, so nobody has to mention me.');
    for (const [place, permission] of [
      ['channel', 'ChannelMessage.Read.Group'],
      ['groupChat', 'ChatMessage.Read.Chat'],
    ] as const) {
      const blind = linkWords.sight('no', place);
      assert.ok(
        blind.includes(`only see messages that mention me, since the permission ${permission}`),
        blind,
      );
      assert.match(blind, /adding the app to the (team|chat) again/);
      assert.ok(linkWords.sight('unknown', place).includes(permission));
    }
  });
});
