import assert from 'node:assert/strict';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import type { TeamsUser } from '../../../emulators/teams/user/teams-user.ts';
import { type StubBot, startStubBot } from './stub-bot.ts';

describe('a Teams user', () => {
  let teams: TeamsEmulator;
  let bot: StubBot;
  let user: TeamsUser;

  beforeEach(async () => {
    teams = await startTeamsEmulator();
    bot = await startStubBot(({ type }) =>
      type === 'invoke' ? { statusCode: 200, value: 'done' } : undefined,
    );
    user = teams.createUser({ endpoint: bot.endpoint, name: 'Mei Chen' });
  });

  afterEach(async () => {
    await bot.close();
    await teams.close();
  });

  it('tells the bot twice that it was installed', async () => {
    const answers = await user.installs();
    assert.deepEqual(
      answers.map(({ status, activity }) => [status, activity.type]),
      [
        [200, 'installationUpdate'],
        [200, 'conversationUpdate'],
      ],
    );
    assert.equal(bot.received.length, 2);
  });

  it('writes in a personal chat as Teams delivers it', async () => {
    const { status, durationMs, activity } = await user.says('a < b');
    assert.equal(status, 200);
    assert.ok(durationMs > 0);
    assert.deepEqual(bot.received, [activity]);
    assert.match(String(activity.serviceUrl), new RegExp(`^http://${teams.host}/amer/[0-9a-f-]+/$`));
    assert.match(String(activity.id), /^\d{13}$/);
    assert.deepEqual(activity.from, user.member);
    assert.match(user.member.id, /^29:1/);
    assert.deepEqual(activity.attachments, [{ contentType: 'text/html', content: '<p>a &lt; b</p>' }]);
  });

  it('shares files in order, with the message as HTML at the end', async () => {
    const a = await teams.serveFile({ kind: 'generated', size: 1 }, { name: 'a.MP4' });
    const b = await teams.serveFile({ kind: 'generated', size: 1 }, { name: 'b' });
    const { activity } = await user.shares([a, b]);
    assert.equal('text' in activity, false);
    assert.deepEqual(activity.attachments, [
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        contentUrl: a.contentUrl,
        name: 'a.MP4',
        content: { downloadUrl: a.downloadUrl, uniqueId: a.uniqueId, fileType: 'mp4' },
      },
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        contentUrl: b.contentUrl,
        name: 'b',
        content: { downloadUrl: b.downloadUrl, uniqueId: b.uniqueId },
      },
      {
        contentType: 'text/html',
        content: `<div><attachment id="${a.uniqueId}"></attachment><attachment id="${b.uniqueId}"></attachment></div>`,
      },
    ]);
    assert.equal((await user.shares([a], 'for the yard')).activity.text, 'for the yard');
  });

  const card = (...actions: unknown[]) => ({
    type: 'message',
    id: '1766460000500',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          body: [
            { type: 'Input.Text', id: 'caption', value: 'as found' },
            { type: 'Input.ChoiceSet', id: 'group', choices: [{ title: 'Yard', value: 'g1' }] },
          ],
          actions,
        },
      },
    ],
  });

  it('submits a card with its data and inputs, and no text', async () => {
    const message = card({ type: 'Action.Submit', title: 'Forward', data: { op: 'send', id: 'f1' } });
    const { activity } = await user.submits(message, 'Forward', { group: 'g1' });
    assert.equal(activity.type, 'message');
    assert.equal('text' in activity, false);
    assert.match(String(activity.id), /^f:[0-9a-f-]{36}$/);
    assert.equal(activity.replyToId, '1766460000500');
    assert.deepEqual(activity.value, { op: 'send', id: 'f1', caption: 'as found', group: 'g1' });
  });

  it('executes an action and gives back what the bot said', async () => {
    const message = card({ type: 'Action.Execute', title: 'Retry', verb: 'retry', data: { id: 'f1' } });
    const { activity, body } = await user.submits(message, 'Retry', { caption: 'new' });
    assert.deepEqual([activity.type, activity.name], ['invoke', 'adaptiveCard/action']);
    assert.deepEqual(activity.value, {
      action: { type: 'Action.Execute', verb: 'retry', data: { id: 'f1', caption: 'new' } },
      trigger: 'manual',
    });
    assert.deepEqual(JSON.parse(body), { statusCode: 200, value: 'done' });
  });

  it('takes the fallback of an action in an old client', async () => {
    const fallback = { type: 'Action.Submit', title: 'Retry', data: { id: 'f1' } };
    const message = card({ ...fallback, type: 'Action.Execute', verb: 'retry', fallback });
    const old = teams.createUser({ endpoint: user.endpoint, client: 'old' });
    const { activity } = await old.submits(message, 'Retry');
    assert.equal(activity.type, 'message');
    assert.deepEqual(activity.value, { id: 'f1', caption: 'as found' });
  });

  it('names the buttons that there are when the wanted one is missing', async () => {
    const message = card({ type: 'Action.Submit', title: 'Cancel' });
    assert.throws(() => user.submits(message, 'Forward'), /no button "Forward"; it has "Cancel"/);
    assert.deepEqual(bot.received, []);
  });

  it('sends what a test wants instead: other fields, the same again, or no activity at all', async () => {
    const { activity } = await user.says('hello', { from: undefined });
    await user.resends(activity);
    assert.deepEqual(bot.received[0], bot.received[1]);
    assert.equal('from' in (bot.received[0] as object), false);
    assert.equal((await user.raw('{')).status, 400);
  });
});
