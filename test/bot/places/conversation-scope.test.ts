import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { conversationScope, isShared, ownScope } from '../../../bot/places/conversation-scope.ts';

const said = (conversation: object) => ({ channelId: 'msteams', conversation }) as Activity;

describe('the scope of a conversation', () => {
  it('is a whole channel, from whichever thread one asks', () => {
    const channel = { conversationKey: 'msteams|19:a@thread', threads: 'msteams|19:a@thread;messageid=' };
    assert.deepEqual(conversationScope(said({ id: '19:a@thread;messageid=17' })), channel);
    assert.deepEqual(conversationScope(said({ id: '19:a@thread' })), channel);
  });

  it('is, for what somebody has under way, the thread in Teams and everything in Slack', () => {
    const from = { id: 'U0ASHA01' };
    const inTeams = { ...said({ id: '19:a@thread;messageid=17' }), from } as Activity;
    assert.deepEqual(ownScope(inTeams), {
      conversationKey: 'msteams|19:a@thread;messageid=17',
      requesterId: 'U0ASHA01',
    });
    const inSlack = {
      channelId: 'slack',
      conversation: { id: 'T0ACME01:C0GEN001:17.000001' },
      from,
    } as Activity;
    assert.deepEqual(ownScope(inSlack), {
      conversationKey: 'slack|T0ACME01:C0GEN001',
      threads: 'slack|T0ACME01:C0GEN001:',
      requesterId: 'U0ASHA01',
    });
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
