import assert from 'node:assert/strict';
import { removedWorkspace } from '../../../bot/slack/removed-workspace.ts';

describe('the news that a workspace is without the app', () => {
  const news = (event: object) => removedWorkspace({ team_id: 'T1', event_time: 1_766_458_026, event });

  it('is that it was removed, or that the bot’s token was', () => {
    const removed = { teamId: 'T1', at: new Date(1_766_458_026_000) };
    assert.deepEqual(news({ type: 'app_uninstalled' }), removed);
    assert.deepEqual(news({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: ['U2'] } }), removed);
  });

  it('is not that a person took back theirs, nor anything else', () => {
    assert.equal(news({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }), undefined);
    assert.equal(news({ type: 'message', text: 'app_uninstalled' }), undefined);
    assert.equal(removedWorkspace({ event: { type: 'app_uninstalled' } }), undefined);
  });
});
