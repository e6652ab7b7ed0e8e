import assert from 'node:assert/strict';
import { readBlockAnswer } from '../../../bot/blocks/read-block-answer.ts';

const forwardId = '00000000-0000-4000-8000-000000000000';
const press = (value: unknown, values: object = {}, change: object = {}) => ({
  type: 'block_actions',
  container: { type: 'message', message_ts: '1767326126.896109', channel_id: 'D0DM0001' },
  state: { values },
  actions: [{ type: 'button', action_id: 'x', block_id: 'actions', value: JSON.stringify(value) }],
  ...change,
});
const typed = (value: string | null) => ({
  'caption:1a2b': { caption: { type: 'plain_text_input', value } },
});
const chosen = (id: string, value: string) => ({
  [id]: {
    [id]: { type: 'static_select', selected_option: { text: { type: 'plain_text', text: 'x' }, value } },
  },
});

describe('what was pressed in Slack', () => {
  it('is the data of the button with what was typed and chosen, whatever block holds it', () => {
    const data = { forwardId, action: 'forward' };
    assert.deepEqual(readBlockAnswer(press(data, { ...typed('Site plan'), ...chosen('group', 'g@1') })), {
      value: { ...data, caption: 'Site plan', group: 'g@1' },
      messageTs: '1767326126.896109',
    });
    assert.deepEqual(readBlockAnswer(press(data, typed(null)))?.value, data);
  });

  it('has the group that the message names where there is no choice', () => {
    const data = { forwardId, action: 'forward', group: 'g@1' };
    assert.deepEqual(readBlockAnswer(press(data, typed('x')))?.value, { ...data, caption: 'x' });
  });

  it('of a link has the group and the mode', () => {
    const link = { link: { action: 'link' } };
    const values = { ...chosen('linkGroup', 'g@1'), ...chosen('linkMode', 'auto') };
    assert.deepEqual(readBlockAnswer(press(link, values))?.value, {
      ...link,
      linkGroup: 'g@1',
      linkMode: 'auto',
    });
  });

  it('is the same through Azure, wherever that puts it', () => {
    const payload = press({ forwardId, action: 'skip' });
    const direct = readBlockAnswer(payload);
    assert.ok(direct);
    for (const key of ['Payload', 'payload', 'SlackMessage']) {
      assert.deepEqual(readBlockAnswer({ ApiToken: 'xoxb-1', [key]: payload }), direct);
    }
  });

  it('is known without a container, and without a message in which only one person sees it', () => {
    const data = { forwardId, action: 'skip' };
    assert.equal(
      readBlockAnswer(press(data, {}, { container: undefined, message: { ts: '1.2' } }))?.messageTs,
      '1.2',
    );
    assert.deepEqual(
      readBlockAnswer(press(data, {}, { container: { is_ephemeral: true }, state: undefined })),
      {
        value: data,
      },
    );
  });

  it('is no answer if it only chooses, or is not ours', () => {
    const select = { type: 'static_select', action_id: 'group', selected_option: { value: 'g@1' } };
    for (const payload of [
      press({}, {}, { actions: [select] }),
      press({}, {}, { actions: [] }),
      press('text'),
      press([1]),
      press({}, {}, { actions: [{ type: 'button', value: 'd-42' }] }),
      press({}, {}, { actions: [{ type: 'button' }] }),
      press({}, {}, { type: 'view_submission' }),
      { SlackMessage: { type: 'event_callback', event: { type: 'message' } } },
      undefined,
      null,
      'text',
    ]) {
      assert.equal(readBlockAnswer(payload), undefined, JSON.stringify(payload));
    }
  });
});
