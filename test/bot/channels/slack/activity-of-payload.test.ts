import assert from 'node:assert/strict';
import { activityOfPayload } from '../../../../bot/channels/slack/activity-of-payload.ts';
import { teamsOfPayload } from '../../../../bot/channels/slack/teams-of.ts';
import { activityKey } from '../../../../bot/places/activity-key.ts';
import { press, WORKSPACE } from './envelopes.ts';

const DATA = { forwardId: '0b0e3f5e-5d0c-4b8e-9a55-0d6b1d3c7f11', action: 'forward' };

describe('a press in Slack', () => {
  it('has the value that a card gives, and names the message that was pressed', () => {
    const activity = activityOfPayload(press(DATA), WORKSPACE);
    assert.ok(activity);
    assert.deepEqual(activity.value, { ...DATA, caption: 'Site plan' });
    assert.equal(activity.type, 'message');
    assert.equal(activity.replyToId, '1767326126.896109');
    assert.deepEqual(activity.from, { id: 'U0ASHA01', name: 'asha' });
    assert.equal(activity.conversation.id, 'T0ACME01:D0DM0001:1767326125.870439');
    assert.equal(activity.conversation.conversationType, 'personal');
    assert.equal(activity.channelData.Payload.token, undefined);
    assert.equal(activity.channelData.Payload.response_url, 'https://hooks.slack.com/actions/T0ACME01/1/abc');
  });

  it('is told from every other, also on the same message', () => {
    const one = activityOfPayload(press(DATA), WORKSPACE);
    const actions = [{ ...press(DATA).actions[0], action_ts: '1767326131.000001' }];
    const another = activityOfPayload(press(DATA, { actions }), WORKSPACE);
    assert.ok(one && another);
    assert.notEqual(activityKey(one), activityKey(another));
  });

  it('finds its place without a container, and without a thread', () => {
    const { message } = press(DATA);
    const inThread = { ...message, thread_ts: '1767326125.870439' };
    for (const [fields, id] of [
      [{ container: undefined, message: inThread }, 'T0ACME01:D0DM0001:1767326125.870439'],
      [{ container: undefined }, 'T0ACME01:D0DM0001'],
      [{ channel: undefined, container: { channel_id: 'C0GEN001' } }, 'T0ACME01:C0GEN001'],
    ] as const) {
      assert.equal(activityOfPayload(press(DATA, fields), WORKSPACE)?.conversation.id, id);
    }
  });

  it('is nothing if it is no button of ours on a message', () => {
    for (const fields of [
      { channel: undefined, container: { type: 'view', view_id: 'V0VIEW01' } },
      { actions: [{ type: 'static_select', selected_option: { value: 'g1' }, action_ts: '1.2' }] },
      { actions: [{ type: 'button', value: 'd-42', action_ts: '1.2' }] },
      { actions: [{ type: 'button', action_ts: '1.2' }] },
      { actions: [] },
      { user: undefined },
    ]) {
      assert.equal(activityOfPayload(press(DATA, fields), WORKSPACE), undefined);
    }
    for (const other of [undefined, null, 'x', {}, []]) {
      assert.equal(activityOfPayload(other, WORKSPACE), undefined);
    }
  });

  it('is for the workspace whose bot wrote the message, whoever pressed', () => {
    const user = { id: 'U0LEE001', team_id: 'T0BOLT02' };
    const team = { id: 'T0BOLT02' };
    const { message } = press(DATA);
    assert.deepEqual(teamsOfPayload(press(DATA, { user, team, message: { ...message, team: 'T0ACME01' } })), [
      'T0ACME01',
      'T0BOLT02',
    ]);
    const view = { app_installed_team_id: 'T0ACME01', team_id: 'T0BOLT02' };
    assert.deepEqual(teamsOfPayload({ view, team, user }), ['T0ACME01', 'T0BOLT02']);
    assert.deepEqual(teamsOfPayload({ enterprise: { id: 'E0ORG001' }, team: null }), ['E0ORG001']);
    assert.deepEqual(teamsOfPayload(undefined), []);
  });

  it('is for the workspace in which a shortcut was used, whoever wrote the message', () => {
    const message = { user: 'U0LEE001', team: 'T0BOLT02', bot_profile: { team_id: 'T0BOLT02' } };
    const used = { type: 'message_action', team: { id: 'T0ACME01' }, user: { team_id: 'T0ACME01' }, message };
    assert.deepEqual(teamsOfPayload(used), ['T0ACME01']);
  });
});
