import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { placeOf } from '../../../bot/places/place.ts';
import { replyInThread } from '../../../bot/places/reply-in-thread.ts';

const TEAM = { team: { id: '19:tm@thread.tacv2' } };

describe('the kind of a conversation', () => {
  for (const [conversation, channelData, place] of [
    [{ id: 'x', conversationType: 'channel' }, {}, 'channel'],
    [{ id: '19:a@thread.tacv2', conversationType: 'groupChat' }, TEAM, 'groupChat'],
    [{ id: '19:a@thread.v2', conversationType: 'personal' }, {}, 'personal'],
    [{ id: 'x' }, TEAM, 'channel'],
    [{ id: 'x', conversationType: 'new' }, { teamsTeamId: '19:tm' }, 'channel'],
    [{ id: '19:a@thread.tacv2;messageid=1', isGroup: true }, undefined, 'channel'],
    [{ id: '19:a@thread.v2' }, null, 'groupChat'],
    [{ id: '19:a_b@unq.gbl.spaces' }, {}, 'groupChat'],
    [{ id: 'x', isGroup: true }, {}, 'groupChat'],
    [{ id: 'a:1' }, { tenant: { id: 't' }, team: null }, 'personal'],
    [{}, {}, 'personal'],
  ] as const) {
    it(`with ${JSON.stringify(conversation)} and ${JSON.stringify(channelData)} is ${place}`, () => {
      assert.equal(placeOf({ conversation, channelData } as unknown as Activity), place);
    });
  }

  it('decides whether what is said goes into a thread', () => {
    for (const [id, expected] of [
      ['19:a@thread.tacv2', '19:a@thread.tacv2;messageid=7'],
      ['19:a@thread.v2', '19:a@thread.v2'],
    ]) {
      const activity = { id: '7', conversation: { id } } as Activity;
      replyInThread(activity);
      assert.equal(activity.conversation.id, expected);
    }
  });
});
