import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { isMentioned, spokenText } from '../../../../bot/channels/mentions.ts';
import { takeFromAzure } from '../../../../bot/channels/slack/azure-activity.ts';
import { activityKey } from '../../../../bot/places/activity-key.ts';
import { replyInThread } from '../../../../bot/places/reply-in-thread.ts';
import { sourceKey } from '../../../../bot/places/source-key.ts';
import { PassingTokens } from '../../../../services/slack/passing-tokens.ts';
import { envelope, press, SHARED } from './envelopes.ts';

const TOKEN = 'xoxb-passing';
const DATA = { forwardId: '0b0e3f5e-5d0c-4b8e-9a55-0d6b1d3c7f11', action: 'forward' };

function azures(channelData: unknown, fields: object = {}): Activity {
  return {
    type: 'message',
    id: '1766458026240809',
    channelId: 'slack',
    serviceUrl: 'https://slack.botframework.com/',
    from: { id: 'U0ASHA01:T0ACME01', name: 'asha' },
    recipient: { id: 'B0BOT001:T0ACME01', name: 'mediabot' },
    conversation: { isGroup: true, id: 'B0BOT001:T0ACME01:C0GEN001', name: 'general' },
    text: 'plan.pdf',
    attachments: [
      { contentType: 'application/pdf', contentUrl: 'https://files.slack.com/x', name: 'plan.pdf' },
    ],
    channelData,
    ...fields,
  } as unknown as Activity;
}

function take(channelData: unknown, fields: object = {}) {
  const activity = azures(channelData, fields);
  const tokens = new PassingTokens();
  return { activity, tokens, isTaken: takeFromAzure(activity, tokens) };
}

/** As in a modal. */
const NOWHERE = { channel: null, container: { type: 'view', view_id: 'V0VIEW01' } };
const said = (event: object) => ({ ApiToken: TOKEN, SlackMessage: envelope(event) });

describe('an activity of Azure’s Slack channel', () => {
  it('loses the token, which is remembered for its workspace', () => {
    const { activity, tokens, isTaken } = take(said(SHARED));
    assert.equal(isTaken, true);
    assert.equal(tokens.find('T0ACME01'), TOKEN);
    assert.doesNotMatch(JSON.stringify(activity), /xoxb-|"vt"|files\.slack\.com\/x/);
  });

  it('loses it also where nothing comes of it', () => {
    const own = { ...SHARED, user: 'U0BOT001', bot_id: 'B0BOT001' };
    for (const channelData of [
      said(own),
      { ApiToken: TOKEN, Payload: press('none of ours' as unknown as object) },
      { ApiToken: TOKEN, SlackMessage: 7, payload: 'x', Payload: [] },
    ]) {
      const { activity, isTaken } = take(channelData);
      assert.equal(isTaken, false);
      assert.doesNotMatch(JSON.stringify(activity), /xoxb-/);
    }
  });

  it('says what the person wrote, in Azure’s own conversation', () => {
    const { activity } = take(said({ ...SHARED, text: '<@U0BOT001> a &amp; b' }));
    assert.equal(isMentioned(activity), true);
    assert.equal(spokenText(activity), 'a & b');
    assert.equal(activity.id, '1766458026240809');
    assert.equal(activity.conversation.id, 'B0BOT001:T0ACME01:C0GEN001');
    assert.equal(activity.conversation.conversationType, 'channel');
    assert.equal(activity.from.id, 'U0ASHA01');
    assert.equal(sourceKey(activity), `slack|T0ACME01:C0GEN001|${SHARED.ts}`);
    replyInThread(activity);
    assert.equal(activity.conversation.id, `B0BOT001:T0ACME01:C0GEN001:${SHARED.ts}`);
  });

  it('is in its thread, whether Azure’s id names that or not', () => {
    const thread = '1766458000.000001';
    const event = { ...SHARED, thread_ts: thread };
    const inThread = `B0BOT001:T0ACME01:C0GEN001:${thread}`;
    for (const id of ['B0BOT001:T0ACME01:C0GEN001', inThread]) {
      const { activity } = take(said(event), { conversation: { id } });
      assert.equal(activity.conversation.id, inThread);
    }
  });

  it('is an edit or a deletion by what Slack says, however Azure calls it', () => {
    const change = { type: 'message', subtype: 'message_changed', hidden: true, channel: 'C0GEN001' };
    const edited = take(
      said({
        ...change,
        message: { ...SHARED, text: 'better', edited: { ts: '1.2' } },
        previous_message: SHARED,
      }),
    );
    assert.equal(edited.activity.type, 'messageUpdate');
    assert.equal(edited.activity.text, 'better');
    const deletion = {
      ...change,
      subtype: 'message_deleted',
      deleted_ts: SHARED.ts,
      previous_message: SHARED,
    };
    const deleted = take(said(deletion), { type: 'messageDelete', id: 'f:other' });
    assert.equal(deleted.activity.type, 'messageDelete');
    assert.equal(sourceKey(deleted.activity), sourceKey(edited.activity));
  });

  for (const shape of ['Payload', 'payload', 'SlackMessage']) {
    it(`is a press if it comes with one as ${shape}, whose words nobody has typed`, () => {
      const { activity, isTaken, tokens } = take(
        { ApiToken: TOKEN, [shape]: press(DATA) },
        { text: JSON.stringify(DATA), conversation: { id: 'B0BOT001:T0ACME01:D0DM0001' } },
      );
      assert.equal(isTaken, true);
      assert.deepEqual(activity.value, { ...DATA, caption: 'Site plan' });
      assert.equal(activity.text, '');
      assert.equal(activity.conversation.conversationType, 'personal');
      assert.equal(activity.conversation.id, 'B0BOT001:T0ACME01:D0DM0001:1767326125.870439');
      assert.equal(tokens.find('T0ACME01'), TOKEN);
      const later = [{ ...press(DATA).actions[0], action_ts: '1767326131.000001' }];
      const again = take({ [shape]: press(DATA, { actions: later }) });
      assert.notEqual(activityKey(again.activity), activityKey(activity), 'Azure may give both the same id');
    });
  }

  for (const [what, channelData] of [
    ['all of it', JSON.stringify({ ApiToken: TOKEN, Payload: press(DATA) })],
    ['the press', { ApiToken: TOKEN, payload: JSON.stringify(press(DATA)) }],
  ] as const) {
    it(`may bring ${what} as JSON text`, () => {
      const { activity, isTaken, tokens } = take(channelData);
      assert.equal(isTaken, true);
      assert.deepEqual(activity.value, { ...DATA, caption: 'Site plan' });
      assert.equal(tokens.find('T0ACME01'), TOKEN);
      assert.doesNotMatch(JSON.stringify(activity), /xoxb-|"vt"/);
    });
  }

  it('shares files also if its data are JSON text', () => {
    const { activity } = take(JSON.stringify(said(SHARED)));
    assert.equal(activity.text, 'site plan');
    assert.equal(sourceKey(activity), `slack|T0ACME01:C0GEN001|${SHARED.ts}`);
    assert.doesNotMatch(JSON.stringify(activity), /xoxb-|"vt"/);
  });

  for (const shape of ['Payload', 'payload']) {
    it(`is nobody’s words if it brings a ${shape} that is no press on a message`, () => {
      for (const sent of [{ type: 'view_submission' }, press(DATA, { actions: [] }), press(DATA, NOWHERE)]) {
        const { activity, isTaken } = take({ ApiToken: TOKEN, [shape]: sent }, { text: 'plain words' });
        assert.equal(isTaken, false);
        assert.doesNotMatch(JSON.stringify(activity), /xoxb-|"vt"/);
      }
    });
  }

  it('says what Azure says where there is nothing of Slack’s', () => {
    const { activity, isTaken } = take(
      { ApiToken: TOKEN, SlackMessage: null, Payload: null },
      { text: 'help' },
    );
    assert.equal(isTaken, true);
    assert.equal(activity.text, 'help');
  });

  it('counts as no answer to a card by what is no press', () => {
    assert.equal(take(said(SHARED), { value: DATA }).activity.value, undefined);
  });

  it('greets when the bot comes into a channel, and is left alone otherwise', () => {
    const joined = {
      type: 'member_joined_channel',
      user: 'U0BOT001',
      channel: 'C0GEN001',
      channel_type: 'C',
    };
    const update = { type: 'conversationUpdate', text: undefined };
    const own = take(said(joined), { ...update, membersAdded: [{ id: 'U0BOT001:T0ACME01' }] });
    assert.deepEqual(own.activity.membersAdded, [own.activity.recipient]);
    const membersAdded = [{ id: 'U0LEE001:T0ACME01' }];
    const other = take(said({ ...joined, user: 'U0LEE001' }), { ...update, membersAdded });
    assert.deepEqual(other.activity.membersAdded, membersAdded);
    const installed = take({ ApiToken: TOKEN }, { type: 'installationUpdate' });
    assert.equal(installed.isTaken, true);
    assert.equal(installed.tokens.find('T0ACME01'), TOKEN, 'by the id of the conversation');
  });

  for (const channelData of [undefined, null, 'x', [], {}]) {
    it(`may have ${JSON.stringify(channelData)} for its data`, () => {
      const { activity, isTaken } = take(channelData, { text: 'help', attachments: undefined });
      assert.equal(isTaken, true);
      assert.equal(activity.text, 'help');
    });
  }
});
