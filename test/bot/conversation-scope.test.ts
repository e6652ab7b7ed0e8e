import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { conversationScope, isShared } from '../../bot/conversation-scope.ts';

const said = (conversation: object) => ({ channelId: 'msteams', conversation }) as Activity;

describe('the scope of a conversation', () => {
  it('is a whole channel, from whichever thread one asks', () => {
    const channel = { conversationKey: 'msteams|19:a@thread', threads: 'msteams|19:a@thread;messageid=' };
    assert.deepEqual(conversationScope(said({ id: '19:a@thread;messageid=17' })), channel);
    assert.deepEqual(conversationScope(said({ id: '19:a@thread' })), channel);
  });

  for (const [conversationType, expected] of [
    ['channel', true],
    ['groupChat', true],
    ['personal', false],
    [undefined, false],
  ] as const) {
    it(`is ${expected ? '' : 'not '}shared if it is ${conversationType ?? 'of no known type'}`, () => {
      assert.equal(isShared(said({ id: 'a', conversationType })), expected);
    });
  }
});
