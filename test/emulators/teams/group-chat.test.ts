import assert from 'node:assert/strict';
import type { GroupChat } from '../../../emulators/teams/groups/group-chat.ts';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import { type StubBot, startStubBot } from './stub-bot.ts';

describe('a Teams group chat', () => {
  let teams: TeamsEmulator;
  let bot: StubBot;
  let chat: GroupChat;

  beforeEach(async () => {
    teams = await startTeamsEmulator();
    bot = await startStubBot();
    chat = teams.createGroupChat({
      endpoint: bot.endpoint,
      members: [{ name: 'Asha Rao' }, { name: 'Guest', role: 'guest' }],
    });
  });

  afterEach(async () => {
    await bot.close();
    await teams.close();
  });

  it('carries a message with a file, of which nothing but a tag is told', async () => {
    const file = await teams.serveFile({ kind: 'generated', size: 9 }, { name: 'a.pdf' });
    const { activity, conversation } = await chat.member('Asha Rao').shares([file], 'send this');
    assert.equal(conversation, chat.conversation);
    assert.deepEqual(activity.conversation, {
      isGroup: true,
      conversationType: 'groupChat',
      tenantId: teams.tenantId,
      id: chat.id,
    });
    assert.match(chat.id, /^19:[0-9a-f]+@thread\.v2$/);
    assert.deepEqual(activity.channelData, { tenant: { id: teams.tenantId } });
    assert.deepEqual(activity.attachments, [
      {
        contentType: 'text/html',
        content: `<div><div><span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">Kaizala Bridge</span>&nbsp;send this</div><attachment id="${file.uniqueId.toLowerCase()}"></attachment></div>`,
      },
    ]);
  });

  it('hides even the tag when told to', async () => {
    const file = await teams.serveFile({ kind: 'generated', size: 9 }, { name: 'a.pdf' });
    const { activity } = await chat
      .member('Asha Rao')
      .shares([file], '', { hidesFiles: true, mention: 'none' });
    assert.equal('text' in activity, false);
    assert.deepEqual(activity.attachments, [{ contentType: 'text/html', content: '' }]);
  });

  it('takes what the bot sends, and lets people answer its cards and leave', async () => {
    const url = `${teams.serviceUrl}v3/conversations/${encodeURIComponent(chat.id)}/activities`;
    const content = { type: 'AdaptiveCard', actions: [{ type: 'Action.Submit', title: 'Go' }] };
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
    await fetch(url, { method: 'POST', body: JSON.stringify({ type: 'message', attachments }) });
    const [card] = chat.conversation.messages;
    assert.ok(card);
    const { activity } = await chat.member('Guest').submits(card.activity, 'Go');
    assert.equal((activity.conversation as { id: string }).id, chat.id);
    await chat.uninstalls();
    assert.equal((await fetch(url, { method: 'POST', body: '{"type":"message"}' })).status, 403);
    await chat.installs();
    assert.equal((await fetch(url, { method: 'POST', body: '{"type":"message"}' })).status, 201);
    assert.deepEqual(
      bot.received
        .slice(-3)
        .map((received) => (received as { type: string }).type)
        .sort(),
      ['conversationUpdate', 'installationUpdate', 'installationUpdate'],
    );
  });

  it('keeps what does not mention the bot from it without consent', async () => {
    chat.hasConsent = false;
    assert.equal((await chat.member('Guest').says('hi', { mention: 'none' })).answer, undefined);
    assert.deepEqual(bot.received, []);
  });

  it('knows nobody from elsewhere', () => {
    assert.throws(() => chat.member('Jo'), /Nobody in the chat is called Jo/);
    assert.throws(() => teams.createGroupChat({ endpoint: bot.endpoint, members: [] }), /Nobody is in/);
  });
});
