import assert from 'node:assert/strict';
import { readBlocks } from '../../emulators/slack/blocks/read-blocks.ts';
import type { SlackUser } from '../../emulators/slack/user/slack-user.ts';
import type { Channel } from '../../emulators/slack/workspace/channel.ts';
import { eventually } from '../support/eventually.ts';
import { createSlackWorld, type SlackWorld } from '../support/slack-world.ts';

const OTHERS = { id: 'T0OTHER001', name: 'Other', domain: 'other' };

describe('modals in Slack', () => {
  let world: SlackWorld;
  let admin: SlackUser;
  let member: SlackUser;
  before(async () => {
    world = await createSlackWorld({ slack: { triggerLifeMs: 3_000 } });
    admin = world.user;
    member = world.slack.createUser({ name: 'Ben Ode' });
  });
  after(() => world.close());
  afterEach(async () => {
    world.slack.clearFaults();
    for (const user of [admin, member]) if (user.modal) await user.closesModal({ all: true });
  });

  const channelOf = (...members: SlackUser[]) =>
    world.slack.createChannel({ name: 'site', members, creator: admin });
  const upload = (user: SlackUser, name: string, size = 20_000) =>
    user.upload({ kind: 'generated', size }, { name });
  const textOfModal = (user: SlackUser) => readBlocks(user.modal?.modal.blocks ?? []).texts.join('\n');
  const groupNamed = (part: string) =>
    world.kaizala.groups.find(({ groupName }) => groupName.includes(part)) ?? assert.fail(part);
  const postsOf = (name: string) =>
    world.kaizala.posts().filter(({ files }) => files.some((file) => file.name === name));

  describe('of /kaizala link', () => {
    it('asks for the group and the mode, and says in the modal what came of it', async () => {
      const channel = channelOf(admin);
      await admin.runs('/kaizala', 'link', { in: channel });
      await admin.waitForModal();
      assert.match(textOfModal(admin), /This channel is not linked/);
      const { errors } = await admin.submitsModal({
        Group: 'Warehouse safety reports',
        'When files are shared': 'Forward at once (auto)',
      });
      assert.deepEqual(errors, {});
      assert.match(
        textOfModal(admin),
        /linked to Warehouse safety reports \(auto\)[\s\S]*I see every message/,
      );
      await admin.shares([await upload(admin, 'linked.pdf')], '', { in: channel });
      await channel.waitForText(/Posted.*Warehouse/);
      assert.equal(postsOf('linked.pdf')[0]?.groupId, groupNamed('Warehouse').groupId);
    });

    it('asks which one is meant where several fit', async () => {
      const channel = channelOf(admin);
      await admin.runs('/kaizala', 'link re auto', { in: channel });
      await admin.waitForModal();
      assert.match(textOfModal(admin), /Several groups fit “re”/);
      await admin.submitsModal({ Group: 'Field crew North' });
      assert.match(textOfModal(admin), /linked to Field crew North \(auto\)/);
    });

    it('tells who may not link, and opens nothing', async () => {
      const channel = channelOf(admin, member);
      await member.runs('/kaizala', 'link', { in: channel });
      await channel.waitForEphemeral(member.id, /Only administrators of this workspace, whoever created/);
      await member.runs('/kaizala', 'link store', { in: channel });
      await eventually(() => channel.messages.filter(({ onlyFor }) => onlyFor === member.id).length === 2);
      assert.equal(member.modal, undefined);
    });

    it('asks again, when it is filled in, whether that person may link', async () => {
      const channel = channelOf(admin, member);
      await admin.runs('/kaizala', 'link', { in: channel });
      await admin.waitForModal();
      await admin.submitsModal({ Group: 'Field crew North' });
      const { payload } =
        world.slack.app.deliveries.findLast((one) => one.payload.type === 'view_submission') ?? assert.fail();
      const theirs = { ...payload, user: { id: member.id, team_id: world.slack.team.id } };
      const { answer } = await world.slack.app.sendInteraction(theirs);
      assert.match(answer.body, /"response_action":"errors".*Only administrators of this workspace/);
    });

    for (const [who, create] of [
      [
        'whoever created the channel',
        () => world.slack.createChannel({ name: 'mine', members: [member], creator: member }),
      ],
      [
        'whoever created a private one',
        () => world.slack.createChannel({ name: 'mine', type: 'group', members: [member], creator: member }),
      ],
      [
        'everybody in a group message',
        () =>
          world.slack.createChannel({ name: 'we', type: 'mpim', members: [admin, member], creator: admin }),
      ],
      ['everybody in the chat with the bot', () => member.direct],
    ] as const) {
      it(`is for ${who}`, async () => {
        const channel = create();
        await member.runs('/kaizala', 'link store', { in: channel });
        await channel.waitForEphemeral(member.id, /is linked to Store 114/);
      });
    }

    it('says so where Slack does not tell who may link', async () => {
      const [channel, ben] = [channelOf(admin), world.slack.createUser({ name: 'Ben Two' })];
      world.slack.failNext('users.info', { kind: 'refused', code: 'missing_scope' });
      await ben.runs('/kaizala', 'link', { in: channel });
      await channel.waitForEphemeral(ben.id, /could not find out whether you are an administrator/);
    });

    it('is searched by parts of names', async () => {
      const offers = async (action_id: string, value: string | null) => {
        const asked = { type: 'block_suggestion', user: { id: admin.id }, action_id, block_id: 'x', value };
        const { answer } = await world.slack.app.sendInteraction({
          ...asked,
          team: { id: world.slack.team.id },
        });
        const { options } = JSON.parse(answer.body);
        return options.map(({ text }: { readonly text: { readonly text: string } }) => text.text);
      };
      assert.deepEqual(await offers('linkGroup', 'STORE'), ['Store 114 – morning shift']);
      assert.deepEqual(await offers('group', 'nothing like it'), []);
      assert.equal((await offers('group', null)).length, world.kaizala.groups.length);
    });

    it('asks in a message where Slack opens no modal', async () => {
      const channel = channelOf(admin);
      world.slack.failNext('views.open', { kind: 'refused', code: 'expired_trigger_id' });
      await admin.runs('/kaizala', 'link', { in: channel });
      await channel.waitForEphemeral(admin.id, /did not let me open the form in time/);
      const card = await channel.waitForText(/This channel is not linked/);
      await admin.presses(channel, card, 'Link', { Group: 'Field crew North' });
      await channel.waitForUpdate(card, /linked to Field crew North \(ask\)/);
    });

    it('makes do with words where it can’t even write', async () => {
      const channel = world.slack.createChannel({ name: 'aside', members: [admin], hasBot: false });
      world.slack.failNext('views.open', { kind: 'refused', code: 'exchanged_trigger_id' });
      await admin.runs('/kaizala', 'link', { in: channel });
      await channel.waitForEphemeral(admin.id, /not linked[^\n]*To link it, send \/kaizala link/);
    });
  });

  describe('of the shortcut on messages', () => {
    const uses = async (user: SlackUser, channel: Channel, message: { readonly ts: string }) => {
      const { answer } = await user.usesShortcut(channel, message, 'forward_to_kaizala');
      assert.deepEqual([answer.status, answer.body], [200, '']);
    };
    const openOn = async (channel: Channel, message: { readonly ts: string }, user = admin) => {
      await uses(user, channel, message);
      return user.waitForModal(({ modal }) => modal.submit !== undefined);
    };

    it('forwards the files of any message, byte for byte, and tells in its thread', async () => {
      const channel = channelOf(admin, member);
      const [a, b] = [await upload(member, 'report.pdf', 90_000), await upload(member, 'photo.jpg')];
      const { message } = await member.shares([a, b], 'Shift & <report>', { in: channel });
      const view = await openOn(channel, message);
      assert.ok((view.modal.private_metadata ?? '').length < 300);
      assert.doesNotMatch(view.modal.private_metadata ?? '', /https?:|files|xox/);
      assert.match(JSON.stringify(view.modal), /Shift & <report>/, 'the caption is the message’s text');
      await admin.submitsModal({ Group: 'Field crew North' });
      assert.equal(admin.modal, undefined, 'it has closed');
      const card = await channel.waitForText(/Posted to Field crew North/);
      assert.equal(card.threadTs, message.ts);
      const [report] = postsOf('report.pdf');
      const [photo] = postsOf('photo.jpg');
      assert.deepEqual([report?.caption, photo?.caption], ['Shift & <report>', 'Shift & <report>']);
      assert.equal(report?.files[0]?.sha256, await a.sha256());
      assert.equal(photo?.files[0]?.sha256, await b.sha256());
      assert.equal(channel.botMessages.length, 1, 'one message about it');
    });

    it('forwards only the files that are chosen, into the thread that the message is in', async () => {
      const channel = channelOf(admin, member);
      const { message: root } = await member.says('begins', { in: channel });
      const files = [await upload(member, 'one.pdf'), await upload(member, 'two.pdf')];
      const { message } = await member.shares(files, '', { in: channel, thread: root });
      await openOn(channel, message);
      await admin.submitsModal({ Group: 'Field crew North', Files: 'two.pdf', Caption: 'only the second' });
      const card = await channel.waitForText(/Posted to Field crew North/);
      assert.equal(card.threadTs, root.ts);
      assert.deepEqual([postsOf('one.pdf').length, postsOf('two.pdf')[0]?.caption], [0, 'only the second']);
    });

    it('forwards a message again on purpose, and one form once', async () => {
      const channel = channelOf(admin);
      const { message } = await admin.shares([await upload(admin, 'twice.pdf')], '', {
        in: channel,
        mention: true,
      });
      const first = await channel.waitForText(/twice\.pdf/);
      await admin.presses(channel, first, 'Forward', { Group: 'Field crew North', Caption: 'first' });
      await channel.waitForUpdate(first, /Posted to Field/);
      await openOn(channel, message);
      await admin.submitsModal({ Group: 'Field crew North', Caption: 'second' });
      await eventually(() => postsOf('twice.pdf').length === 2);
      const submitted = world.slack.app.deliveries.findLast(
        ({ payload }) => payload.type === 'view_submission',
      );
      const again = await world.slack.app.sendInteraction({ ...submitted?.payload, token: 'another' });
      assert.deepEqual([again.answer.status, again.answer.body], [200, '']);
      await openOn(channel, message);
      await admin.submitsModal({ Group: 'Field crew North', Caption: 'third' });
      await eventually(() => postsOf('twice.pdf').length === 3);
      assert.deepEqual(
        postsOf('twice.pdf').map(({ caption }) => caption),
        ['first', 'second', 'third'],
      );
    });

    it('forwards no file that the modal did not list, whatever comes back', async () => {
      const [channel, secret] = [channelOf(admin, member), channelOf(member)];
      const hidden = await upload(member, 'hidden.pdf');
      await member.shares([hidden], '', { in: secret });
      const { message } = await admin.shares([await upload(admin, 'listed.pdf')], '', { in: channel });
      await openOn(channel, message);
      const { deliveries } = world.slack.app;
      await admin.submitsModal({ Group: 'Field crew North' });
      await channel.waitForText(/Posted to Field crew North/);
      const { payload } =
        deliveries.findLast((one) => one.payload.type === 'view_submission') ?? assert.fail();
      const forged = JSON.parse(JSON.stringify(payload));
      forged.view.id = 'V0FORGED1';
      forged.view.state.values['files:0']['files:0'].selected_options = [{ value: hidden.id }];
      const { answer } = await world.slack.app.sendInteraction(forged);
      assert.match(answer.body, /"response_action":"errors".*Choose at least one file/);
      assert.deepEqual(postsOf('hidden.pdf'), []);
    });

    it('names the group that the channel is linked to, and posts to no other after a change', async () => {
      const channel = channelOf(admin);
      const { message } = await admin.shares([await upload(admin, 'fixed.pdf')], '', { in: channel });
      await admin.runs('/kaizala', 'link store', { in: channel });
      await channel.waitForEphemeral(admin.id, /linked to Store/);
      await openOn(channel, message);
      assert.match(textOfModal(admin), /To: Store 114/);
      await admin.runs('/kaizala', 'link drivers', { in: channel });
      await channel.waitForEphemeral(admin.id, /linked to Delivery drivers/);
      const { errors } = await admin.submitsModal();
      assert.match(Object.values(errors).join(), /forwards to Delivery drivers, region 7 alone/);
      await admin.closesModal();
      await openOn(channel, message);
      await admin.submitsModal();
      await channel.waitForText(/Posted to Delivery drivers/);
      assert.equal(postsOf('fixed.pdf')[0]?.groupId, groupNamed('drivers').groupId);
    });

    it('lists what can’t go with the reason, and says so where nothing can', async () => {
      const channel = channelOf(admin);
      const files = [await upload(admin, 'good.pdf'), await upload(admin, 'setup.exe')];
      const { message } = await admin.shares(files, '', { in: channel });
      await openOn(channel, message);
      assert.match(textOfModal(admin), /setup\.exe can’t go: \.exe files can’t be posted/);
      await admin.closesModal();
      const bad = await admin.shares([await upload(admin, 'other.exe')], '', { in: channel });
      await uses(admin, channel, bad.message);
      await channel.waitForEphemeral(admin.id, /Nothing of that message can be forwarded[\s\S]*other\.exe/);
      const { message: words } = await admin.says('no files', { in: channel });
      await uses(admin, channel, words);
      await channel.waitForEphemeral(admin.id, /That message has no files/);
      assert.equal(admin.modal, undefined);
    });

    it('tells the person directly where the bot is not in the channel', async () => {
      const channel = world.slack.createChannel({ name: 'far', members: [admin], hasBot: false });
      const shared = await upload(admin, 'far.pdf');
      const { message } = await admin.shares([shared], '', { in: channel });
      await openOn(channel, message);
      await admin.submitsModal({ Group: 'Field crew North' });
      const card = await admin.direct.waitForText(/Slack does not have the file|does not let the bot see/);
      assert.equal(card.threadTs, undefined);
      assert.equal(channel.botMessages.length, 0);
      // The same file where the bot can read it.
      shared.sharedIn.add(channelOf(admin).id);
      await openOn(channel, message);
      await admin.submitsModal({ Group: 'Field crew North' });
      await admin.direct.waitForText(/Posted to Field crew North/);
    });

    it('asks Slack for files of which a message tells too little', async () => {
      const channel = channelOf(admin);
      const stranger = world.slack.createUser({ name: 'Zoe Far', team: OTHERS });
      const { message } = await stranger.shares([await upload(stranger, 'theirs.pdf')], '', { in: channel });
      await openOn(channel, message);
      await admin.submitsModal({ Group: 'Field crew North' });
      await channel.waitForText(/Posted to Field crew North/);
      assert.equal(postsOf('theirs.pdf').length, 1);
    });

    it('is not for people of other organisations', async () => {
      const channel = channelOf(admin);
      const stranger = world.slack.createUser({ name: 'Zoe Far', team: OTHERS });
      const { message } = await admin.shares([await upload(admin, 'ours.pdf')], '', { in: channel });
      await uses(stranger, channel, message);
      await channel.waitForEphemeral(stranger.id, /another organisation/);
      assert.equal(stranger.modal, undefined);
    });

    it('can be used once more where Slack opened no modal', async () => {
      const channel = channelOf(admin);
      const { message } = await admin.shares([await upload(admin, 'late.pdf')], '', { in: channel });
      world.slack.failNext('views.open', { kind: 'refused', code: 'expired_trigger_id' });
      await uses(admin, channel, message);
      await channel.waitForEphemeral(admin.id, /Use the shortcut once more/);
    });

    it('answers at once also where Slack takes its time to say where to tell', async () => {
      const channel = channelOf(admin);
      const { message } = await admin.shares([await upload(admin, 'slow.pdf')], '', { in: channel });
      await openOn(channel, message);
      world.slack.failNext('conversations.info', { kind: 'slow', ms: 2_000 });
      await admin.submitsModal({ Group: 'Field crew North' });
      assert.match(textOfModal(admin), /One moment/);
      await admin.waitForModal(({ modal }) => /on their way/.test(JSON.stringify(modal)));
      await channel.waitForText(/Posted to Field crew North/);
    });
  });
});

describe('modals in Slack while Kaizala is slow', () => {
  it('open within the time that there is, and make way for what was waited for', async () => {
    const world = await createSlackWorld();
    try {
      const { user, slack, kaizala } = world;
      const channel = slack.createChannel({ name: 'site', members: [user] });
      const file = await user.upload({ kind: 'generated', size: 9_000 }, { name: 'a.pdf' });
      const { message } = await user.shares([file], '', { in: channel });
      kaizala.faults.add({ kind: 'late', operation: 'groups', lateMs: 2_000 });
      const begun = Date.now();
      await user.usesShortcut(channel, message, 'forward_to_kaizala');
      await user.waitForModal(({ modal }) => /One moment/.test(JSON.stringify(modal)));
      assert.ok(Date.now() - begun < 2_000, `${Date.now() - begun} ms`);
      await user.waitForModal(({ modal }) => modal.submit !== undefined);
      await user.submitsModal({ Group: 'Field crew North' });
      await channel.waitForText(/Posted to Field crew North/);
    } finally {
      await world.close();
    }
  });
});
