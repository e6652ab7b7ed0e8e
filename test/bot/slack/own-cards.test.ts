import assert from 'node:assert/strict';
import { forwardMark } from '../../../bot/blocks/forward-mark.ts';
import { OwnCards, readPostedCard } from '../../../bot/slack/own-cards.ts';
import type { SlackEventEnvelope } from '../../../bot/slack/slack-envelope.ts';

const FORWARD = '3f0b7a52-6c1d-4f0e-9a55-0c4f6f1f8a10';

function posted(event: object = {}): SlackEventEnvelope {
  return {
    type: 'event_callback',
    team_id: 'T0ACME01',
    event: {
      type: 'message',
      user: 'U0BOT001',
      bot_id: 'B0BOT001',
      channel: 'C0GEN001',
      ts: '1766458031.632339',
      blocks: [{ type: 'header' }, { type: 'context', block_id: forwardMark(FORWARD) }],
      ...event,
    },
  };
}

describe('the news of the bot’s own messages', () => {
  it('are about a forward if their blocks say so', () => {
    assert.equal(readPostedCard(posted())?.forwardId, FORWARD);
    for (const other of [
      { blocks: [] },
      { blocks: undefined },
      { blocks: [null, { block_id: 'forward:1' }, { block_id: FORWARD }] },
      { subtype: 'message_changed' },
      { type: 'app_mention' },
    ]) {
      assert.equal(readPostedCard(posted(other)), undefined, JSON.stringify(other));
    }
  });

  it('tell which message shows it, where the bot posted it and nobody else', async () => {
    const recognized: unknown[] = [];
    const cards = new OwnCards(
      { recognize: async (...message) => void recognized.push(message) },
      { find: async () => ({ teamId: 'T0ACME01', botToken: 'xoxb-1', botUserId: 'U0BOT001' }) },
    );
    for (const user of ['U0ASHA01', 'U0BOT001']) {
      const card = readPostedCard(posted({ user }));
      if (card) await cards.recognize(card);
    }
    const message = { scopeKey: 'slack|T0ACME01:C0GEN001', id: '1766458031.632339' };
    assert.deepEqual(recognized, [[FORWARD, message]]);
  });
});
