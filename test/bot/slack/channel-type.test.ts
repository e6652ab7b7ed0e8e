import assert from 'node:assert/strict';
import { channelType } from '../../../bot/slack/channel-type.ts';
import { startSlackEmulator } from '../../../emulators/slack/start-slack-emulator.ts';
import { ConfiguredWorkspaces } from '../../../services/slack/configured-workspaces.ts';
import { SlackApi } from '../../../services/slack/slack-api.ts';
import { SlackPeople } from '../../../services/slack/slack-people.ts';

describe('the type of a conversation that a command names', () => {
  it('is told by its id or name, else by Slack, else taken for a private channel', async () => {
    const slack = await startSlackEmulator();
    try {
      const api = new SlackApi(slack.apiUrl);
      const workspaces = new ConfiguredWorkspaces(api, {
        botToken: slack.botToken,
        installations: new Map(),
      });
      const people = new SlackPeople(api, workspaces);
      const user = slack.createUser({ name: 'Asha Rao' });
      const make = (type: 'group' | 'mpim') => slack.createChannel({ name: 'x', type, members: [user] }).id;
      const typeOf = (channelId: string, channelName?: string) =>
        channelType({ teamId: slack.team.id, channelId, channelName }, people);
      assert.equal(await typeOf('D0DM0001', 'directmessage'), 'im');
      assert.equal(await typeOf('C0GEN001', 'mpdm-asha--ben-1'), 'mpim');
      assert.equal(await typeOf('C0GEN001', 'general'), 'channel');
      assert.equal(slack.callsOf('conversations.info').length, 0);
      assert.equal(await typeOf(make('mpim'), 'privategroup'), 'mpim');
      assert.equal(await typeOf(make('group'), 'privategroup'), 'group');
      assert.equal(await typeOf(make('mpim')), 'mpim');
      assert.equal(await typeOf('C0NOWHERE', 'privategroup'), 'group');
      slack.failNext('conversations.info', { kind: 'hang' });
      assert.equal(await typeOf(make('mpim'), 'privategroup'), 'group');
    } finally {
      await slack.close();
    }
  });
});
