import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from '../../emulators/teams/activity.ts';
import { cardInputs } from '../../emulators/teams/cards/card-inputs.ts';
import { cardOf } from '../../emulators/teams/cards/card-of.ts';
import type { ChatMessage, Conversation } from '../../emulators/teams/connector/conversation.ts';
import type { WritingOptions } from '../../emulators/teams/groups/draft.ts';
import type { GroupMember } from '../../emulators/teams/groups/group-member.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { BotProcess } from '../support/bot-process.ts';
import { textOf, waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { executeAnswer } from '../support/execute-answer.ts';
import { createWorld, type World } from '../support/world.ts';

/** The text of the bot's newest message, which is there once the request is answered. */
function answerIn({ messages }: Conversation): string {
  const newest = messages.at(-1);
  return newest ? textOf(newest) : '';
}

async function told(member: GroupMember, text: string, options?: WritingOptions): Promise<string> {
  return answerIn((await member.says(text, options)).conversation);
}

describe('links in a personal chat', () => {
  let world: World;
  let user: TeamsUser;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());
  beforeEach(() => {
    user = world.teams.createUser({ endpoint: world.user.endpoint });
  });
  afterEach(() => world.kaizala.faults.clear());

  const says = async (text: string): Promise<string> => {
    await user.says(text);
    return answerIn(user.conversation);
  };
  const asked = async (name: string): Promise<ChatMessage> => {
    await user.shares([await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name })]);
    return waitForQuestion(user.conversation, name);
  };
  const groupOf = (name: string) =>
    world.kaizala.posts().find(({ files }) => files.some((file) => file.name === name))?.groupName;
  const groupId = (part: string) =>
    world.kaizala.groups.find(({ groupName }) => groupName.includes(part))?.groupId ?? '';

  it('take its files to the group, until they end', async () => {
    assert.match(await says('/status'), /^This chat is not linked to a Kaizala group\.\n\nNothing of yours/);
    assert.match(
      await says('/link warehouse'),
      /^This chat is linked to Warehouse safety reports \(ask\)\. Files that you share go there once/,
    );
    assert.match(await says('/status'), /^This chat is linked to Warehouse safety reports \(ask\)\.\n\n/);
    const card = await asked('linked.pdf');
    assert.match(textOf(card), /^To: Warehouse safety reports$/m);
    await user.submits(card.activity, 'Skip caption');
    await waitForUpdate(user.conversation, card, /^Posted to Warehouse/);
    assert.equal(groupOf('linked.pdf'), 'Warehouse safety reports');

    assert.match(await says('/unlink'), /^This chat is not linked any more/);
    assert.match(await says('/unlink'), /^This chat is not linked to/);
    const free = cardInputs(cardOf((await asked('free.pdf')).activity)).map(({ id }) => id);
    assert.ok(free.includes('group'), free.join());
  });

  it('take a name, a part of it or an id, and with it the mode', async () => {
    assert.match(await says('/link FIELD  crew north auto'), /linked to Field crew North \(auto\)\./);
    assert.match(
      await says(`/link ${groupId('region 7')}`),
      /linked to Delivery drivers, region 7 \(auto\)\./,
    );
    assert.match(await says('/link Lille ask'), /linked to Équipe <Lille & Besançon> – Łódź \(ask\)\./);
    assert.match(await says('link store 114 auto'), /linked to Store 114 – morning shift \(auto\)\./);
    assert.match(await says('mode'), /linked to Store 114 – morning shift \(auto\)\..*without a question/);
    assert.match(await says('mode ask'), /linked to Store 114 – morning shift \(ask\)\./);
    assert.match(await says('/mode sometimes'), /takes “ask” or “auto”/);
    assert.match(await says('/status'), /^This chat is linked to Store 114 – morning shift \(ask\)\./);
  });

  it('have to be there for a mode', async () => {
    assert.match(await says('/mode auto'), /^This chat is not linked.*To link it, send \/link/);
  });

  it('are not guessed: an unknown name is answered with those that there are', async () => {
    const answer = await says('/link **Marketing**');
    assert.match(
      answer,
      /^I know no Kaizala group called “\*\*Marketing\*\*”\. There are:\n• Field crew North\n/,
    );
    assert.equal(user.conversation.messages.at(-1)?.activity.textFormat, 'plain');
    assert.match(await says('/link Regional management'), /^I know no/);
    assert.match(await says('/status'), /^This chat is not linked/);
  });

  it('are chosen on a card if several groups fit', async () => {
    await user.says('/link re auto');
    const card = await waitForText(user.conversation, /Several groups fit “re”/);
    const [group, mode] = cardInputs(cardOf(card.activity));
    assert.deepEqual(group?.type === 'Input.ChoiceSet' && group.choices.map(({ title }) => title), [
      'Field crew North',
      'Store 114 – morning shift',
      'Warehouse safety reports',
      'Delivery drivers, region 7',
    ]);
    assert.equal(mode?.value, 'auto');
    const pressed = { linkGroup: groupId('Field'), linkMode: 'ask' };
    const answer = await user.submits(card.activity, 'Link', pressed);
    assert.match(executeAnswer(answer).text, /This chat is linked to Field crew North \(ask\)\./);
    assert.match(executeAnswer(await user.resends(answer.activity)).text, /answered already/);
    await waitForUpdate(user.conversation, card, /This chat is linked to Field crew North \(ask\)\./);
    assert.match(await says('/mode'), /linked to Field crew North \(ask\)/);
  });

  it('can be chosen from an old client as well', async () => {
    const old = world.teams.createUser({ endpoint: user.endpoint, client: 'old' });
    await old.says('/link');
    const card = await waitForText(old.conversation, /Link to a Kaizala group/);
    await old.submits(card.activity, 'Link', { linkGroup: groupId('Field'), linkMode: 'ask' });
    await waitForUpdate(old.conversation, card, /This chat is linked to Field crew North \(ask\)\./);
    assert.equal(old.conversation.messages.length, 1);
  });

  it('are shown with a card to change them, which can be cancelled', async () => {
    await says('/link Field');
    await user.says('/link');
    const card = await waitForText(
      user.conversation,
      /Link to a Kaizala group\nThis chat is linked to Field/,
    );
    await user.submits(card.activity, 'Cancel');
    await waitForUpdate(user.conversation, card, /Nothing was changed/);
    assert.match(await says('/mode'), /linked to Field crew North \(ask\)/);
  });

  it('go to no group that is not one of the connector’s', async () => {
    await user.says('/link');
    const card = await waitForText(user.conversation, /Link to a Kaizala group/);
    for (const linkGroup of [world.kaizala.hiddenGroup.groupId, 'x', '']) {
      const answer = executeAnswer(await user.submits(card.activity, 'Link', { linkGroup }));
      assert.match(answer.text, /not among those of the Kaizala connector/);
    }
    assert.match(await says('/status'), /^This chat is not linked/);
  });

  it('are shown on cards that are open when they change, and need a new answer there', async () => {
    const card = await asked('chosen.pdf');
    await says('/link Warehouse');
    const toWarehouse = await waitForUpdate(user.conversation, card, /^To: Warehouse safety reports$/m);
    const choice = await user.submits(card.activity, 'Skip caption', { group: groupId('Field') });
    assert.match(executeAnswer(choice).text, /forwards to Warehouse safety reports alone, as the card shows/);
    await says('/link Field');
    const toField = await waitForUpdate(user.conversation, card, /^To: Field crew North$/m);
    const stale = await user.submits(toWarehouse.activity, 'Forward', { caption: 'By the gate' });
    assert.match(executeAnswer(stale).text, /forwards to Field crew North alone/);
    assert.equal(groupOf('chosen.pdf'), undefined);
    await user.submits(toField.activity, 'Skip caption');
    await waitForUpdate(user.conversation, card, /^Posted to Field/);
    assert.equal(groupOf('chosen.pdf'), 'Field crew North');
  });

  it('that end give the choice back to cards that are open', async () => {
    await says('/link Warehouse');
    const card = await asked('unlinked.pdf');
    await says('/unlink');
    const free = await waitForUpdate(user.conversation, card, /Group/);
    assert.ok(cardInputs(cardOf(free.activity)).some(({ id }) => id === 'group'));
    await user.submits(free.activity, 'Skip caption', { group: groupId('Field') });
    await waitForUpdate(user.conversation, card, /^Posted to Field/);
  });

  it('hold against a group that was asked for in words before', async () => {
    const card = await asked('worded.pdf');
    await user.says('By the gate');
    await waitForText(user.conversation, /Which group should it go to\?/);
    await user.says('/link Warehouse');
    await user.says('Field crew North');
    assert.match(answerIn(user.conversation), /forwards to Warehouse safety reports alone/);
    await user.says('By the fence');
    await waitForUpdate(user.conversation, card, /^Posted to Warehouse/);
  });

  it('are asked for without a slash only where nobody waits for a caption', async () => {
    const card = await asked('captioned.pdf');
    await user.submits(card.activity, 'Forward', { group: groupId('Field'), caption: 'done' });
    await waitForUpdate(user.conversation, card, /^Posted to Field/);
    await says('/link Field');
    const next = await asked('next.pdf');
    await user.says('link Warehouse');
    await waitForUpdate(user.conversation, next, /^Posted to Field/);
    assert.equal(
      world.kaizala.posts().find(({ files }) => files[0]?.name === 'next.pdf')?.caption,
      'link Warehouse',
    );
    assert.match(await says('link Warehouse'), /linked to Warehouse/);
  });

  it('find groups by a part of their name', async () => {
    assert.equal(await says('/groups field'), 'Kaizala groups I can post to:\n• Field crew North');
    assert.match(await says('groups RE'), /^Kaizala[^\n]+(\n• [^\n]+){4}$/);
    assert.match(await says('/groups nowhere'), /I know no Kaizala group called “nowhere”/);
  });
});

describe('links in chats of many', () => {
  let world: World;
  let endpoint: string;
  before(async () => {
    world = await createWorld();
    endpoint = String(world.user.endpoint);
  });
  after(() => world.close());

  const newChat = () =>
    world.teams.createGroupChat({ endpoint, members: [{ name: 'Asha Rao' }, { name: 'Ravi Iyer' }] });

  it('are made by any member of a group chat, with the mention anywhere', async () => {
    const chat = newChat();
    const [asha, ravi] = [chat.member('Asha Rao'), chat.member('Ravi Iyer')];
    assert.match(
      await told(asha, '/link Field'),
      /^This group chat is linked to Field crew North \(ask\)\. When somebody shares files here/,
    );
    assert.match(
      await told(ravi, 'mode auto', { mention: 'after' }),
      /\(auto\)\. Files that anybody shares here/,
    );
    assert.match(await told(asha, 'status'), /^This group chat is linked to Field crew North \(auto\)\./);
    const at = '<at>Kaizala Bridge</at>';
    for (const text of [`${at}&nbsp;/mode`, `/mode${at}`, `\n ${at}\n\n/mode `, `mode&nbsp; ${at} `]) {
      const overrides = { text };
      assert.match(await told(asha, 'mode', { overrides }), /linked to Field crew North \(auto\)/, text);
    }
  });

  it('tell whether the bot sees messages that do not mention it, and what to do if not', async () => {
    const chat = newChat();
    const asha = chat.member('Asha Rao');
    assert.match(await told(asha, '/link Field'), /I see every message here, so nobody has to mention me\.$/);
    chat.hasConsent = false;
    const blind = /I only see messages that mention me, .* ChatMessage\.Read\.Chat .*adding the app/;
    assert.match(await told(asha, '/link Field auto'), blind);
    await asha.says('/link');
    const card = await waitForText(chat.conversation, /Link to a Kaizala group/);
    chat.hasConsent = true;
    const field = world.kaizala.groups.find(({ groupName }) => groupName.includes('Field'))?.groupId ?? '';
    await asha.submits(card.activity, 'Link', { linkGroup: field });
    await waitForUpdate(chat.conversation, card, /is linked to Field crew North \(auto\)/);
  });

  it('are not made by words that do not mention the bot', async () => {
    const chat = newChat();
    const asha = chat.member('Asha Rao');
    await asha.says('link Field to the plan', { mention: 'none' });
    assert.match(await told(asha, '/status'), /^This group chat is not linked/);
  });

  it('are made in a channel by owners of its team alone', async () => {
    const members = [{ name: 'Asha Rao', role: 'owner' }, { name: 'Ravi Iyer' }] as const;
    const team = world.teams.createTeam({ name: 'Ops', endpoint, members });
    const asha = team.general.member('Asha Rao');
    const ravi = team.general.member('Ravi Iyer');
    const refusal = /^Only owners of this team and administrators of this bot may change/;
    assert.match(await told(ravi, '/link Field'), refusal);
    assert.match(await told(ravi, '/link'), /^This channel is not linked.* Only owners/);
    assert.match(await told(asha, '/link Field'), /^This channel is linked to Field crew North \(ask\)/);
    assert.match(await told(ravi, '/mode auto'), refusal);
    assert.match(await told(ravi, '/unlink'), refusal);
    assert.match(await told(ravi, '/mode'), /^This channel is linked to Field crew North \(ask\)/);
    assert.match(await told(asha, '/unlink'), /^This channel is not linked any more/);
  });

  it('are not made in a channel while nobody can tell who owns its team', async () => {
    const members = [{ name: 'Ravi Iyer' }];
    const team = world.teams.createTeam({ name: 'Ops', endpoint, members, hasConsent: false });
    const ravi = team.general.member('Ravi Iyer');
    assert.match(await told(ravi, '/link Field'), /TeamMember\.Read\.Group.*ADMIN_IDS/);
    assert.match(await told(ravi, '/status'), /^This channel is not linked/);
  });
});

describe('links that only some may make', () => {
  let world: World;
  before(async () => {
    world = await createWorld({
      environment: { LINK_POLICY: 'admins', ADMIN_IDS: 'AAAA0000-0000-4000-8000-00000000000A' },
    });
  });
  after(() => world.close());

  const ADMIN = { id: '29:admin', name: 'Mina', aadObjectId: 'aaaa0000-0000-4000-8000-00000000000a' };

  it('are refused to others, also on a card that was drawn for an administrator', async () => {
    const { user } = world;
    const says = async (text: string, overrides?: Partial<Activity>) => {
      await user.says(text, overrides);
      return answerIn(user.conversation);
    };
    const refusal = /^Only administrators of this bot may change how conversations are linked/;
    assert.match(await says('/link Field'), refusal);
    assert.match(await says('/link'), /^This chat is not linked.* Only administrators/);
    await says('/link', { from: ADMIN });
    const card = await waitForText(user.conversation, /Link to a Kaizala group/);
    const field = world.kaizala.groups.find(({ groupName }) => groupName.includes('Field'))?.groupId ?? '';
    for (const button of ['Link', 'Cancel']) {
      const answer = executeAnswer(await user.submits(card.activity, button, { linkGroup: field }));
      assert.match(answer.text, refusal);
    }
    await user.submits(card.activity, 'Link', { linkGroup: field }, { from: ADMIN });
    await waitForUpdate(user.conversation, card, /linked to Field crew North \(ask\)/);
    assert.match(await says('/mode auto'), refusal);
    assert.match(await says('/unlink'), refusal);
    assert.match(await says('/mode'), /linked to Field crew North \(ask\)/);
    assert.match(await says('/unlink', { from: ADMIN }), /not linked any more/);
  });
});

describe('links that anybody may make, and those of a file', () => {
  let folder: string;
  let file: string;
  let world: World;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bridge-links-'));
    file = join(folder, 'links.yaml');
    await writeFile(file, '- conversation: a:1\n  group: Nowhere\n');
    world = await createWorld({ environment: { LINK_POLICY: 'anyone', LINKS_FILE: file } });
  });
  after(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('hold for all threads of a channel, and for no other channel', async () => {
    const members = [{ name: 'Asha Rao' }, { name: 'Ravi Iyer' }];
    const team = world.teams.createTeam({ name: 'Ops', endpoint: world.user.endpoint, members });
    const asha = team.general.member('Asha Rao');
    const first = await asha.says('/link Field auto');
    assert.match(answerIn(first.conversation), /^This channel is linked to Field crew North \(auto\)\./);
    assert.match(answerIn(first.conversation), /I see every message here/);
    const ravi = team.general.member('Ravi Iyer');
    assert.match(await told(ravi, '/mode', { inReplyTo: first.id }), /linked to Field crew North \(auto\)/);
    assert.match(await told(ravi, '/mode'), /linked to Field crew North \(auto\)/);
    const other = team.createChannel('Other').member('Ravi Iyer');
    assert.match(await told(other, '/mode'), /^This channel is not linked/);
  });

  it('are inactive, with a warning at the start, while their group is not there', async () => {
    assert.match(world.bot.output, new RegExp(`${file}:2:10: [^"]*“Nowhere”, to which`));
  });

  it('of the file can not be changed from the chat', async () => {
    const { user } = world;
    const broken = world.teams.createUser({ endpoint: user.endpoint });
    await writeFile(
      file,
      JSON.stringify({
        links: [
          { conversation: user.conversation.id, group: 'field crew north', mode: 'auto' },
          { conversation: broken.conversation.id, group: 'Nowhere' },
        ],
      }),
    );
    await world.bot.kill();
    await world.restart();
    broken.endpoint = user.endpoint;
    for (const command of ['/link Warehouse', '/unlink', '/mode ask']) {
      await user.says(command);
      assert.match(answerIn(user.conversation), /linked in the bot’s configuration/, command);
    }
    await user.says('/link');
    assert.equal(
      answerIn(user.conversation),
      'This chat is linked to Field crew North (auto), by the bot’s configuration.',
    );
    const name = 'nowhere.pdf';
    await broken.shares([await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name })]);
    const card = await waitForQuestion(broken.conversation, name);
    assert.match(textOf(card), /“Nowhere”, to which[^\n]* is not among [^\n]* Your files are kept/);
    const answer = executeAnswer(await broken.submits(card.activity, 'Skip caption'));
    assert.match(answer.text, /“Nowhere”, to which.* Your files are kept: answer again/);
    assert.equal(world.kaizala.posts().length, 0);
  }).timeout(30_000);

  it('wait for a Kaizala that does not answer, and change nothing meanwhile', async () => {
    const { user } = world;
    const other = world.teams.createUser({ endpoint: user.endpoint });
    const group = 'Field crew North';
    await writeFile(file, JSON.stringify([{ conversation: user.conversation.id, group }]));
    await world.bot.kill();
    world.kaizala.faults.add({ kind: 'status', operation: 'groups', status: 503, times: 1_000 });
    await world.restart();
    other.endpoint = user.endpoint;
    await user.says('/mode');
    assert.match(
      answerIn(user.conversation),
      /linked to Field crew North \(ask\).*, but nothing can be forwarded/,
    );
    for (const command of ['/link Field', '/groups']) {
      await other.says(command);
      assert.match(answerIn(other.conversation), /^Kaizala /, command);
    }
    await other.says('/mode');
    assert.match(answerIn(other.conversation), /^This chat is not linked/);
    world.kaizala.faults.clear();
    await other.says('/link Field');
    assert.match(answerIn(other.conversation), /^This chat is linked to Field crew North \(ask\)\./);
    await user.says('/mode');
    assert.match(
      answerIn(user.conversation),
      /linked to Field crew North \(ask\), by the bot’s configuration\. Files/,
    );
  }).timeout(30_000);

  it('of a file with mistakes keep the bot from starting, which tells them all', async () => {
    const bad = join(folder, 'bad.yaml');
    await writeFile(bad, '- conversation: a:1\n  mode: maybe\n- grop: North\n  conversation: a:1\n');
    const launch = async (path: string) => {
      const environment = { PORT: '0', EMULATOR_PORT: '0', LINKS_FILE: path };
      const bot = BotProcess.launch(environment, folder);
      assert.equal(await bot.ended(), 1);
      return bot.output;
    };
    const output = await launch(bad);
    for (const problem of [
      ':1:3: group is missing',
      ':2:9: mode must be ask or auto',
      ':3:3: grop is no key that is known here',
      ':4:17: this conversation is linked already',
    ]) {
      assert.ok(output.includes(`  - ${bad}${problem}`), `${problem} is missing in:\n${output}`);
    }
    assert.match(
      await launch(join(folder, 'none.yaml')),
      /LINKS_FILE: .*none\.yaml can’t be read: there is no/,
    );
    assert.match(await launch(folder), /LINKS_FILE: .* can’t be read: it is a folder/);
  });
});
