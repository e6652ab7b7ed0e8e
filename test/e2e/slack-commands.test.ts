import assert from 'node:assert/strict';
import type { SlackUser } from '../../emulators/slack/user/slack-user.ts';
import type { Channel } from '../../emulators/slack/workspace/channel.ts';
import { textOfMessage } from '../../emulators/slack/workspace/message.ts';
import { createSlackWorld, type SlackWorld } from '../support/slack-world.ts';

describe('slash commands in Slack', () => {
  let world: SlackWorld;
  let admin: SlackUser;
  let member: SlackUser;
  before(async () => {
    world = await createSlackWorld();
    admin = world.user;
    member = world.slack.createUser({ name: 'Ben Ode' });
  });
  after(() => world.close());

  const channelOf = (...people: SlackUser[]) =>
    world.slack.createChannel({ name: 'site', members: people, creator: admin });

  /** Runs a command and waits for what this person alone is told. */
  const asks = async (user: SlackUser, text: string, pattern: RegExp, channel = user.direct) => {
    const { answer } = await user.runs('/kaizala', text, { in: channel });
    assert.deepEqual([answer.status, answer.body], [200, ''], 'acknowledged with nothing');
    return textOfMessage(await channel.waitForEphemeral(user.id, pattern));
  };
  const pdf = (user: SlackUser, name: string) => user.upload({ kind: 'generated', size: 20_000 }, { name });
  const asked = (channel: Channel, name: string) => channel.waitForText(new RegExp(`(?=.*${name})`, 's'));

  for (const [text, answer] of [
    ['', /plus button/],
    ['help', /plus button/],
    ['/help', /plus button/],
    ['groups', /• Field crew North\n• Store 114/],
    ['groups store', /• Store 114/],
    ['mode', /not linked to a Kaizala group/],
    ['mode sometimes', /takes “ask” or “auto”/],
    ['unlink', /not linked to a Kaizala group/],
    ['status', /Nothing of yours is waiting/],
    ['STATUS', /Nothing of yours is waiting/],
    ['history', /Nothing was forwarded here yet/],
    ['history 99', /takes a number from 1 to 20/],
    ['retry', /Nothing of yours here has failed/],
    ['retry hopeless.pdf', /is no id of a forward/],
    ['cancel', /nothing to cancel/],
    ['dance <now> & then', /I don’t know “dance/],
    ['42', /I don’t know “42”/],
    ['skip', /I don’t know “skip”/],
    ['link Nowhere at all', /I know no Kaizala group called “Nowhere at all”/],
  ] as const) {
    it(`answers “${text}” in a channel, to whoever gave it alone`, async () => {
      const channel = channelOf(admin, member);
      await asks(admin, text, answer, channel);
      assert.deepEqual(
        channel.botMessages.filter(({ onlyFor }) => onlyFor === undefined),
        [],
      );
    });
  }

  it('takes any name of a command', async () => {
    const { answer } = await admin.runs('/forwarder', 'groups', { in: admin.direct });
    assert.equal(answer.status, 200);
    await admin.direct.waitForEphemeral(admin.id, /Field crew North/);
  });

  it('finds what somebody shared in any thread of the channel, and cancels it there', async () => {
    const channel = channelOf(admin, member);
    await admin.shares([await pdf(admin, 'first.pdf')], '', { in: channel, mention: true });
    const card = await asked(channel, 'first.pdf');
    assert.notEqual(card.threadTs, undefined);
    await asks(admin, 'status', /Waiting for your answer[^\n]*\n• first\.pdf/, channel);
    await asks(member, 'status', /Nothing of yours is waiting/, channel);
    await asks(member, 'cancel', /nothing to cancel/, channel);
    await asks(member, 'history', /first\.pdf/, channel);
    await asks(admin, 'cancel', /Cancelled\. Nothing was sent/, channel);
    await channel.waitForUpdate(card, /^Cancelled/);
    await asks(admin, 'cancel', /nothing to cancel/, channel);
  });

  it('tries again what failed in a thread', async () => {
    const channel = channelOf(admin);
    world.kaizala.faults.add({ kind: 'status', operation: 'action', status: 403 });
    await admin.shares([await pdf(admin, 'again.pdf')], '', { in: channel, mention: true });
    const card = await asked(channel, 'again.pdf');
    await admin.presses(channel, card, 'Forward', { Group: 'Field crew North', Caption: 'again' });
    await channel.waitForUpdate(card, /^.?\s?Not posted to Field/);
    const told = await asks(admin, 'history', /again\.pdf/, channel);
    const [, id = ''] = /Forward (\S+),/.exec(told) ?? [];
    await asks(admin, `retry ${id}`, /Trying again, of forward \S+: again\.pdf/, channel);
    await channel.waitForUpdate(card, /Posted to Field/);
  });

  it('links with the group’s name and a mode, changes the mode, and unlinks', async () => {
    const channel = channelOf(admin);
    const told = await asks(
      admin,
      'link store auto',
      /linked to Store 114 – morning shift \(auto\)/,
      channel,
    );
    assert.match(told, /I see every message here/);
    await admin.shares([await pdf(admin, 'auto.pdf')], 'by itself', { in: channel });
    await channel.waitForText(/Posted.*Store 114/);
    await asks(admin, 'mode ask', /linked to Store 114 – morning shift \(ask\)/, channel);
    await asks(admin, 'unlink', /not linked any more/, channel);
  });

  it('says in a channel that the bot is not in how to add it', async () => {
    const channel = world.slack.createChannel({ name: 'aside', members: [admin], hasBot: false });
    await asks(admin, 'link store', /linked to Store 114[\s\S]*Add me with \/invite/, channel);
  });

  it('does nothing when a command is delivered once more', async () => {
    const channel = channelOf(admin);
    const form = (trigger: string) => ({
      team_id: world.slack.team.id,
      channel_id: channel.id,
      channel_name: channel.name,
      user_id: admin.id,
      user_name: 'asha',
      command: '/kaizala',
      text: 'groups',
      trigger_id: trigger,
      is_enterprise_install: 'false',
    });
    await world.slack.app.sendCommand(form('trigger-1'));
    await channel.waitForEphemeral(admin.id, /Field crew North/);
    // Not byte by byte, so that it is no replay to the signature.
    await world.slack.app.sendCommand({ ...form('trigger-1'), token: 'x' });
    await world.slack.app.sendCommand({ ...form('trigger-2'), text: 'status' });
    await channel.waitForEphemeral(admin.id, /not linked/);
    assert.equal(channel.botMessages.length, 2);
  });

  it('takes a command for the one workspace that has the app, whichever it names', async () => {
    await world.slack.app.sendCommand({
      team_id: 'T0NOWHERE',
      channel_id: admin.direct.id,
      user_id: admin.id,
      command: '/kaizala',
      text: 'retry nowhere.pdf',
      trigger_id: 'trigger-3',
    });
    await admin.direct.waitForEphemeral(admin.id, /“nowhere\.pdf” is no id of a forward/);
  });

  it('never sends anything to a response_url that is not Slack’s', async () => {
    const before = world.slack.responseUrls.responses.length;
    await world.slack.app.sendCommand({
      team_id: world.slack.team.id,
      channel_id: admin.direct.id,
      user_id: admin.id,
      command: '/kaizala',
      text: 'history 98',
      response_url: 'https://hooks.slack.com.example.org/commands/T/1/x',
      trigger_id: 'trigger-4',
    });
    await admin.direct.waitForEphemeral(admin.id, /takes a number from 1 to 20/);
    assert.equal(world.slack.responseUrls.responses.length, before, 'by chat.postEphemeral instead');
  });
});
