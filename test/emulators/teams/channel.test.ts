import assert from 'node:assert/strict';
import type { Channel } from '../../../emulators/teams/groups/channel.ts';
import type { Team } from '../../../emulators/teams/groups/team.ts';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import { type StubBot, startStubBot } from './stub-bot.ts';

describe('a Teams channel', () => {
  let teams: TeamsEmulator;
  let bot: StubBot;
  let team: Team;
  let channel: Channel;

  beforeEach(async () => {
    teams = await startTeamsEmulator();
    bot = await startStubBot();
    team = teams.createTeam({
      name: 'Ops',
      endpoint: bot.endpoint,
      members: [{ name: 'Asha Rao', role: 'owner' }, { name: 'Mei Chen' }],
    });
    channel = team.createChannel('Night shift');
  });

  afterEach(async () => {
    await bot.close();
    await teams.close();
  });

  const botSends = async (conversationId: string, activity: object): Promise<string> => {
    const url = `${teams.serviceUrl}v3/conversations/${encodeURIComponent(conversationId)}/activities`;
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(activity) });
    assert.equal(response.status, 201);
    return ((await response.json()) as { id: string }).id;
  };

  it('carries a post as Teams delivers it', async () => {
    const { person } = channel.member('Asha Rao');
    const { id, activity, answer } = await channel.member('Asha Rao').says('a < b');
    assert.equal(answer?.status, 200);
    assert.deepEqual(bot.received, [activity]);
    const recipient = { id: (activity.recipient as { id: string }).id, name: 'Kaizala Bridge' };
    assert.match(recipient.id, /^28:/);
    const { timestamp, localTimestamp, localTimezone, locale, ...rest } = activity;
    assert.deepEqual(rest, {
      type: 'message',
      id,
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      text: '<at>Kaizala Bridge</at> a < b',
      textFormat: 'plain',
      from: { id: person.id, name: 'Asha Rao', aadObjectId: person.aadObjectId },
      recipient,
      conversation: {
        isGroup: true,
        conversationType: 'channel',
        tenantId: teams.tenantId,
        id: `${channel.id};messageid=${id}`,
      },
      entities: [
        { type: 'mention', text: '<at>Kaizala Bridge</at>', mentioned: recipient },
        { type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Etc/UTC' },
      ],
      channelData: {
        teamsChannelId: channel.id,
        teamsTeamId: team.id,
        channel: { id: channel.id },
        team: { id: team.id },
        tenant: { id: teams.tenantId },
      },
      attachments: [
        {
          contentType: 'text/html',
          content:
            '<p><span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">Kaizala Bridge</span>&nbsp;a &lt; b</p>',
        },
      ],
    });
  });

  it('lets people mention the bot after the text, or not at all', async () => {
    const after = await channel.member('Mei Chen').says('hello', { mention: 'after' });
    assert.equal(after.activity.text, 'hello <at>Kaizala Bridge</at>');
    assert.match(String(after.activity.attachments?.[0]?.content), /^<p>hello&nbsp;<span .+<\/span><\/p>$/);
    const alone = await channel.member('Mei Chen').says('');
    assert.equal(alone.activity.text, '<at>Kaizala Bridge</at>');
    const none = await channel.member('Mei Chen').says('hello', { mention: 'none' });
    assert.equal(none.activity.text, 'hello');
    assert.equal((none.activity.entities as unknown[]).length, 1);
    assert.equal(none.answer?.status, 200);
  });

  it('keeps what does not mention the bot from it without consent', async () => {
    team.hasConsent = false;
    const asha = channel.member('Asha Rao');
    const quiet = await asha.says('hello', { mention: 'none' });
    assert.equal(quiet.answer, undefined);
    assert.deepEqual(bot.received, []);
    assert.equal(quiet.conversation.events[0]?.kind, 'said');
    assert.equal((await asha.edits(quiet, 'bye')).answer, undefined);
    assert.equal((await asha.says('hello')).answer?.status, 200);
  });

  it('puts a reply into the thread of its post', async () => {
    const root = await channel.member('Asha Rao').says('here');
    const reply = await channel.member('Mei Chen').says('there', { inReplyTo: root.id });
    assert.notEqual(reply.id, root.id);
    assert.deepEqual(
      (reply.activity.conversation as { id: string }).id,
      `${channel.id};messageid=${root.id}`,
    );
    assert.equal(reply.conversation, root.conversation);
    assert.equal(channel.thread(root.id), root.conversation);
  });

  it('keeps what the bot sends by thread, and in the channel as a whole', async () => {
    const first = await channel.member('Asha Rao').says('one');
    const second = await channel.member('Asha Rao').says('two');
    const answer = await botSends(second.conversation.id, { type: 'message', text: 'seen two' });
    assert.deepEqual(first.conversation.messages, []);
    assert.deepEqual(
      second.conversation.messages.map(({ id }) => id),
      [answer],
    );
    const post = await botSends(channel.id, { type: 'message', text: 'a new post' });
    assert.equal(channel.thread(post).messages[0]?.activity.text, 'a new post');
    const elsewhere = await botSends(`${channel.id};messageid=1766460000001`, {
      type: 'message',
      text: 'old',
    });
    assert.deepEqual(
      channel.threads.map(({ id }) => id.split('=')[1]),
      [first.id, second.id, post, '1766460000001'],
    );
    assert.deepEqual(
      channel.conversation.messages.map(({ id }) => id),
      [answer, post, elsewhere],
    );
  });

  it('lets the bot update and delete in a thread, by the id of the channel too', async () => {
    const { conversation } = await channel.member('Asha Rao').says('one');
    const id = await botSends(conversation.id, { type: 'message', text: 'a' });
    for (const where of [conversation.id, channel.id]) {
      const url = `${teams.serviceUrl}v3/conversations/${encodeURIComponent(where)}/activities/${id}`;
      const response = await fetch(url, {
        method: 'PUT',
        body: JSON.stringify({ type: 'message', text: where }),
      });
      assert.equal(response.status, 200);
      assert.equal(conversation.messages[0]?.activity.text, where);
    }
    conversation.deleted(id);
    const url = `${teams.serviceUrl}v3/conversations/${encodeURIComponent(conversation.id)}/activities/${id}`;
    const late = await fetch(url, { method: 'PUT', body: JSON.stringify({ type: 'message' }) });
    assert.equal(late.status, 404);
  });

  it('lets the bot begin a thread with a new conversation', async () => {
    const response = await fetch(`${teams.serviceUrl}v3/conversations`, {
      method: 'POST',
      body: JSON.stringify({
        isGroup: true,
        channelData: { channel: { id: channel.id } },
        activity: { type: 'message', text: 'hello all' },
      }),
    });
    assert.equal(response.status, 201);
    const { id, activityId } = (await response.json()) as { id: string; activityId: string };
    assert.equal(id, `${channel.id};messageid=${activityId}`);
    assert.equal(channel.thread(activityId).messages[0]?.activity.text, 'hello all');
    const nowhere = await fetch(`${teams.serviceUrl}v3/conversations`, { method: 'POST', body: '{}' });
    assert.equal(nowhere.status, 400);
  });

  it('presses a button in the thread where the card stands', async () => {
    const asha = channel.member('Asha Rao');
    const { conversation } = await asha.says('one');
    const actions = [
      { type: 'Action.Submit', title: 'Cancel', data: { op: 'cancel' } },
      { type: 'Action.Execute', title: 'Send', verb: 'send' },
    ];
    const content = { type: 'AdaptiveCard', actions };
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
    await botSends(conversation.id, { type: 'message', attachments });
    const [card] = conversation.messages;
    assert.ok(card);
    const submitted = await asha.submits(card.activity, 'Cancel');
    assert.deepEqual(submitted.activity.conversation, {
      isGroup: true,
      conversationType: 'channel',
      tenantId: teams.tenantId,
      id: conversation.id,
    });
    assert.deepEqual(submitted.activity.value, { op: 'cancel' });
    const executed = await channel.member('Mei Chen').submits(card.activity, 'Send');
    assert.equal(executed.activity.name, 'adaptiveCard/action');
    assert.equal((executed.activity.from as { name: string }).name, 'Mei Chen');
  });

  it('tells the bot of an edited and of a deleted message', async () => {
    const asha = channel.member('Asha Rao');
    const root = await asha.says('one', { mention: 'after' });
    const reply = await asha.says('tow', { inReplyTo: root.id, mention: 'none' });
    const edited = await asha.edits(reply, 'two');
    assert.equal(edited.conversation, root.conversation);
    assert.deepEqual(
      [edited.activity.type, edited.activity.id, edited.activity.text],
      ['messageUpdate', reply.id, 'two'],
    );
    assert.equal(edited.activity.attachments?.[0]?.content, '<p>two</p>');
    assert.equal((edited.activity.channelData as { eventType: string }).eventType, 'editMessage');
    const again = await asha.edits(edited, 'three');
    assert.equal(again.activity.text, 'three');
    const deleted = await asha.deletes(reply);
    assert.deepEqual([deleted.activity.type, deleted.activity.id], ['messageDelete', reply.id]);
    assert.equal('text' in deleted.activity || 'attachments' in deleted.activity, false);
    assert.equal((deleted.activity.channelData as { eventType: string }).eventType, 'softDeleteMessage');
    await assert.rejects(async () => channel.member('Mei Chen').edits(reply, 'x'), /has not written/);
  });

  it('tells the bot twice that a team has it, with what Graph calls the team', async () => {
    const answers = await team.installs();
    assert.deepEqual(
      answers.map(({ activity }) => activity.type),
      ['installationUpdate', 'conversationUpdate'],
    );
    for (const { activity } of answers) {
      assert.equal((activity.conversation as { id: string }).id, team.id);
      assert.deepEqual((activity.channelData as { team: object }).team, {
        aadGroupId: team.aadGroupId,
        name: 'Ops',
        id: team.id,
      });
    }
  });

  it('refuses everything once the app is out of the team', async () => {
    const { conversation } = await channel.member('Asha Rao').says('one');
    await team.uninstalls();
    const url = `${teams.serviceUrl}v3/conversations/${encodeURIComponent(conversation.id)}`;
    const sent = await fetch(`${url}/activities`, { method: 'POST', body: '{"type":"message"}' });
    assert.equal(sent.status, 403);
    assert.equal((await fetch(`${url}/members`)).status, 403);
    assert.equal((await fetch(`${teams.serviceUrl}v3/teams/${encodeURIComponent(team.id)}`)).status, 403);
    await team.installs();
    assert.equal((await fetch(`${url}/members`)).status, 200);
  });

  it('knows nobody from elsewhere', () => {
    assert.throws(() => channel.member('Jo'), /Nobody in the team is called Jo/);
  });
});
