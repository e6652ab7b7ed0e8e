import assert from 'node:assert/strict';
import { removedWorkspace } from '../../../bot/slack/removed-workspace.ts';

const envelope = (event: object) => ({
  type: 'event_callback',
  team_id: 'T1',
  event_time: 1_766_458_026,
  event,
});
const AT = { teamId: 'T1', at: new Date('2025-12-23T02:47:06Z') };

describe('the farewell of a workspace', () => {
  it('is that it removed the app, or revoked the token of the bot', () => {
    assert.deepEqual(removedWorkspace(envelope({ type: 'app_uninstalled' })), AT);
    assert.deepEqual(
      removedWorkspace(envelope({ type: 'tokens_revoked', tokens: { bot: ['U0BOT001'] } })),
      AT,
    );
  });

  it('is nothing else', () => {
    for (const event of [
      { type: 'tokens_revoked', tokens: { oauth: ['U0ASHA01'], bot: [] } },
      { type: 'tokens_revoked' },
      { type: 'message', text: 'app_uninstalled' },
    ]) {
      assert.equal(removedWorkspace(envelope(event)), undefined);
    }
    assert.equal(removedWorkspace({ event: { type: 'app_uninstalled' } }), undefined);
  });
});
