import assert from 'node:assert/strict';
import { blockSuggestion } from '../../../../bot/slack/modals/block-suggestion.ts';
import { messageShortcut } from '../../../../bot/slack/modals/message-shortcut.ts';
import { shortcutMessage } from '../../../../bot/slack/modals/shortcut-message.ts';
import { readMetadata, viewSubmission } from '../../../../bot/slack/modals/view-submission.ts';

const SHORTCUT = {
  type: 'message_action',
  callback_id: 'whatever',
  trigger_id: '1.2.3',
  user: { id: 'U0ASHA01', name: 'asha' },
  team: { id: 'T0ACME01' },
  channel: { id: 'C0GEN001', name: 'general' },
  message_ts: '1766458026.240809',
  message: { ts: '1766458026.240809', text: 'plan', files: [{ id: 'F1' }], type: 'message', user: 'U2' },
};
const SUBMISSION = {
  type: 'view_submission',
  user: { id: 'U0ASHA01' },
  view: { id: 'V0VIEW01', callback_id: 'forward', private_metadata: '{}' },
};

describe('what Slack sends of shortcuts and modals', () => {
  it('is read, whatever is beside it and whatever the shortcut is called', () => {
    assert.deepEqual(messageShortcut.parse(SHORTCUT).message.files, [{ id: 'F1' }]);
    const { message, enterprise } = messageShortcut.parse({
      ...SHORTCUT,
      enterprise: null,
      is_enterprise_install: 'false',
      message: { text: null },
      response_url: '',
    });
    assert.deepEqual([message.text, message.files, enterprise], ['', undefined, null]);
    assert.equal(viewSubmission.parse(SUBMISSION).view.id, 'V0VIEW01');
    assert.equal(
      blockSuggestion.parse({ type: 'block_suggestion', action_id: 'group', value: null }).value,
      '',
    );
  });

  for (const [what, payload] of [
    ['no message', { ...SHORTCUT, message: undefined }],
    ['no channel', { ...SHORTCUT, channel: null }],
    ['nobody', { ...SHORTCUT, user: {} }],
  ] as const) {
    it(`is no shortcut on a message with ${what}`, () => {
      assert.equal(messageShortcut.safeParse(payload).success, false);
    });
  }

  it('brings back what a modal carries along, unless that is not ours', () => {
    const about = { teamId: 'T1', channelId: 'C1', channelType: 'channel', ts: '1.2', fileIds: ['F1'] };
    const read = (private_metadata: string) =>
      readMetadata(
        shortcutMessage,
        viewSubmission.parse({ ...SUBMISSION, view: { ...SUBMISSION.view, private_metadata } }),
      );
    assert.deepEqual(read(JSON.stringify(about)), about);
    for (const strange of [
      '',
      'x',
      '{}',
      '[]',
      'null',
      JSON.stringify({ ...about, channelType: 'x' }),
      JSON.stringify({ ...about, fileIds: [] }),
    ]) {
      assert.equal(read(strange), undefined, strange);
    }
  });
});
