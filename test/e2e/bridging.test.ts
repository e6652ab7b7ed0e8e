import assert from 'node:assert/strict';
import type { ServedFile } from '../../emulators/teams/files/file-host.ts';
import type { Channel } from '../../emulators/teams/groups/channel.ts';
import type { GroupChat } from '../../emulators/teams/groups/group-chat.ts';
import { textOf, waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { eventually } from '../support/eventually.ts';
import { createWorld, type World } from '../support/world.ts';

const MEMBERS = [{ name: 'Asha' }, { name: 'Ravi' }];

describe('conversations of many', () => {
  let world: World;
  let channel: Channel;
  let chat: GroupChat;
  let count = 0;
  before(async () => {
    world = await createWorld({
      defaultGroup: 'Field',
      environment: { LINK_POLICY: 'anyone', JOIN_PICTURES_SECONDS: '5' },
    });
  });
  after(() => world.close());
  beforeEach(() => {
    const endpoint = String(world.user.endpoint);
    channel = world.teams
      .createTeam({ name: `Ops ${++count}`, endpoint, members: MEMBERS })
      .createChannel('Sites');
    chat = world.teams.createGroupChat({ endpoint, members: MEMBERS });
  });
  afterEach(() => world.teams.graph.clearFaults());

  const serve = (name: string): Promise<ServedFile> =>
    world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name });
  const postOf = (name: string) =>
    world.kaizala.posts().find(({ files }) => files.some((file) => file.name === name));

  it('are left alone by the bot, unless they speak to it or are linked', async () => {
    for (const asha of [channel.member('Asha'), chat.member('Asha')]) {
      const { conversation } = await asha.says('/help', { mention: 'none' });
      await asha.shares([await serve('private.pdf')], 'for you alone', { mention: 'none' });
      assert.deepEqual(conversation.messages, []);
    }
    assert.equal(world.teams.graph.count('message'), 0);
  });

  it('are asked in the thread of the message, and a typed caption needs a mention', async () => {
    const asha = channel.member('Asha');
    const file = await serve('asked.pdf');
    const { id, conversation } = await asha.shares([file], 'as suggested');
    const card = await waitForQuestion(conversation, 'asked.pdf');
    const inThread = { inReplyTo: id };
    await asha.says('nice weather', { ...inThread, mention: 'none' });
    await channel.member('Ravi').says('not mine', inThread);
    await asha.says('the north field', inThread);
    await waitForUpdate(conversation, card, /^Posted to Field/);
    assert.equal(postOf('asked.pdf')?.caption, 'the north field');
  });

  it('with a link in the mode ask are asked about files without a mention as well', async () => {
    const ravi = channel.member('Ravi');
    await ravi.says('/link warehouse');
    const { conversation } = await ravi.shares([await serve('linked.pdf')], 'look', { mention: 'none' });
    const card = await waitForQuestion(conversation, 'linked.pdf');
    assert.match(textOf(card), /^To: Warehouse safety reports$/m);
    await ravi.submits(card.activity, 'Forward');
    await waitForUpdate(conversation, card, /^Posted to Warehouse/);
    assert.equal(postOf('linked.pdf')?.caption, 'look');
    const { conversation: small } = await ravi.says('status', { mention: 'none' });
    assert.deepEqual(small.messages, [], 'no commands without a mention');
  });

  it('have photos that one person shares one after the other on one card', async () => {
    const asha = chat.member('Asha');
    const names = ['one.jpg', 'two.jpg', 'three.jpg'];
    for (const name of names) await asha.shares([await serve(name)], name === 'two.jpg' ? 'harvest' : '');
    const card = await waitForText(chat.conversation, /one\.jpg[\s\S]*two\.jpg[\s\S]*three\.jpg/);
    assert.equal(chat.conversation.messages.length, 1);
    await asha.submits(card.activity, 'Forward');
    await waitForUpdate(chat.conversation, card, /^Posted to Field/);
    const post = postOf('one.jpg');
    assert.deepEqual(
      [post?.actionType, post?.caption, post?.files.map(({ name }) => name)],
      ['Album', 'harvest', names],
    );
  });

  it('see what the bot waits for while Graph has trouble, and the files once it is over', async () => {
    world.teams.graph.failNext('message', { kind: 'status', status: 503 }, 3);
    const { id, conversation } = await channel.member('Asha').shares([await serve('patience.pdf')], 'please');
    const looking = await waitForText(
      conversation,
      /^Looking for the files of this message[\s\S]*Waiting to try/,
    );
    assert.equal(looking.activity.replyToId, id, 'also outside of its turn it answers the message');
    await waitForUpdate(conversation, looking, /^Forward to Kaizala[\s\S]*patience\.pdf/, 60_000);
    assert.equal(conversation.messages.length, 1);
  }).timeout(90_000);

  it('never get an answer to what they say to each other, also when Graph refuses', async () => {
    const asha = channel.member('Asha');
    await asha.says('/link field auto');
    const asked = world.teams.graph.count('message');
    world.teams.graph.failNext('message', { kind: 'status', status: 403 }, Number.POSITIVE_INFINITY);
    const countWarnings = () => world.bot.output.match(/"level":40.*something failed/g)?.length ?? 0;
    const before = countWarnings();
    const { conversation } = await asha.says('good morning', { mention: 'none' });
    await eventually(() => world.teams.graph.count('message') > asked);
    const { conversation: named } = await asha.shares([await serve('no.pdf')], 'look', { mention: 'none' });
    await waitForText(named, /Nothing was forwarded[\s\S]*ChannelMessage\.Read\.Group/);
    assert.deepEqual(conversation.messages, []);
    assert.equal(countWarnings() - before, 1, 'only what people wait for is one for the log');
  });

  it('have their message read at once when that has been granted', async () => {
    chat.hasConsent = false;
    const asha = chat.member('Asha');
    const { conversation } = await asha.shares([await serve('readable.pdf')], 'late');
    const refused = await waitForText(conversation, /Chat\.Read\.All/);
    world.teams.graph.grant(['Files.Read.All', 'Sites.Read.All', 'Chat.Read.All']);
    await asha.submits(refused.activity, 'Retry');
    await waitForUpdate(conversation, refused, /^Forward to Kaizala[\s\S]*readable\.pdf/);
    world.teams.graph.grant(['Files.Read.All', 'Sites.Read.All']);
  });

  it('get their files at once when what was missing has been granted', async () => {
    world.teams.graph.grant([]);
    world.teams.graph.expireTokens();
    const asha = chat.member('Asha');
    const { conversation } = await asha.shares([await serve('granted.pdf')], 'late');
    const refused = await waitForText(conversation, /granted\.pdf[\s\S]*Files\.Read\.All/);
    world.teams.graph.grant(['Files.Read.All', 'Sites.Read.All']);
    await asha.submits(refused.activity, 'Retry');
    const question = await waitForUpdate(conversation, refused, /^Forward to Kaizala[^✗]*$/);
    await asha.submits(question.activity, 'Skip caption');
    await waitForUpdate(conversation, refused, /^Posted to Field/);
  });

  it('have a file taken whose caption looks like a command, though the message does not name it', async () => {
    for (const [text, place] of [
      ['history of the bridge', channel],
      ['Status', chat],
      ['/plan', channel],
    ] as const) {
      const name = `hidden-${++count}.pdf`;
      const { conversation } = await place
        .member('Asha')
        .shares([await serve(name)], text, { hidesFiles: true });
      const card = await waitForQuestion(conversation, name);
      assert.equal(conversation.messages.filter(({ id }) => id !== card.id).length, 0, text);
      await place.member('Asha').submits(card.activity, 'Forward');
      await waitForUpdate(conversation, card, /^Posted to Field/);
      assert.equal(postOf(name)?.caption, text);
    }
  });

  it('are answered a command that has no files, and soon though Graph hangs', async () => {
    const asha = channel.member('Asha');
    world.teams.graph.failNext('message', { kind: 'stall' }, 2);
    for (const [text, answer] of [
      ['help', /Attach one or more files/],
      ['/nothing', /I don’t know \/nothing/],
    ] as const) {
      const began = Date.now();
      const { conversation } = await asha.says(text);
      await waitForText(conversation, answer);
      assert.ok(Date.now() - began < 4_000);
    }
    world.teams.graph.clearFaults();
    await waitForText((await asha.says('help')).conversation, /Attach one or more files/);
    const asked = world.teams.graph.count('message');
    await waitForText((await asha.says('/help')).conversation, /Attach one or more files/);
    assert.equal(
      world.teams.graph.count('message'),
      asked,
      'a command beyond doubt needs nobody to be asked',
    );
  });

  it('are not spoken to by other bots', async () => {
    const from = { id: '28:another', name: 'Another bot' };
    const { conversation } = await channel.member('Asha').says('/help', { overrides: { from } });
    assert.deepEqual(conversation.messages, []);
  });

  it('are greeted once in the channel that the app was added to', async () => {
    const endpoint = String(world.user.endpoint);
    const team = world.teams.createTeam({ name: 'New', endpoint, members: MEMBERS });
    await team.installs();
    await waitForText(team.general.conversation, /^Hello!/);
    assert.equal(team.general.conversation.messages.length, 1);
  });
});
