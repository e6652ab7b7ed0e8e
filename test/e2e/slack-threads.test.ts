import assert from 'node:assert/strict';
import type { SlackUser } from '../../emulators/slack/user/slack-user.ts';
import type { Channel } from '../../emulators/slack/workspace/channel.ts';
import { textOfMessage } from '../../emulators/slack/workspace/message.ts';
import { eventually } from '../support/eventually.ts';
import { createSlackWorld, type SlackWorld } from '../support/slack-world.ts';

describe('who is spoken to in Slack', () => {
  let world: SlackWorld;
  let user: SlackUser;
  let other: SlackUser;
  let channel: Channel;
  let count = 0;
  before(async () => {
    world = await createSlackWorld({ defaultGroup: 'Warehouse' });
  });
  after(() => world.close());
  beforeEach(() => {
    count += 1;
    user = world.slack.createUser({ name: `Asha ${count}`, isAdmin: true });
    other = world.slack.createUser({ name: 'Ravi Kumar', displayName: 'ravi' });
    channel = world.slack.createChannel({ name: `site-${count}`, members: [user, other] });
  });

  const upload = (name: string) => user.upload({ kind: 'generated', size: 30_000 }, { name });
  const postsOf = (fileName: string) =>
    world.kaizala.posts().filter(({ files }) => files.some(({ name }) => name === fileName));
  const captionOf = async (fileName: string) => {
    await eventually(() => postsOf(fileName).length > 0);
    assert.equal(postsOf(fileName).length, 1);
    return postsOf(fileName)[0]?.caption;
  };

  it('takes a mention and its twin for one message', async () => {
    await user.shares([await upload('twin.jpg')], 'Once', { in: channel, mention: true });
    const question = await channel.waitForText(/twin\.jpg/);
    await user.presses(channel, question, 'Forward');
    assert.equal(await captionOf('twin.jpg'), 'Once');
    assert.equal(channel.botMessages.length, 1, channel.transcript);
  });

  for (const type of ['channel', 'group', 'mpim'] as const) {
    it(`is answered in the thread without a mention, by whoever it asked, in a ${type}`, async () => {
      const place = world.slack.createChannel({ name: `${type}-${count}`, type, members: [user, other] });
      const name = `asked-in-${type}.jpg`;
      const { message } = await user.shares([await upload(name)], '', { in: place, mention: true });
      const question = await place.waitForText(new RegExp(name));
      assert.equal(question.threadTs, message.ts);
      await other.says('What is that?', { in: place, thread: message });
      await user.says('elsewhere', { in: place });
      await user.says(`<@${other.id}> wait`, { in: place, thread: message, isMarkup: true });
      await user.says('The answer', { in: place, thread: message });
      assert.equal(await captionOf(name), 'The answer');
    });
  }

  it('hears no words in a thread once there is nothing to answer', async () => {
    const { message } = await user.shares([await upload('over.jpg')], '', { in: channel, mention: true });
    await channel.waitForText(/over\.jpg/);
    await user.says('skip', { in: channel, thread: message });
    await channel.waitForText(/Posted to Warehouse/);
    const { length } = channel.botMessages;
    await user.says('Good', { in: channel, thread: message });
    await user.says('help', { in: channel, thread: message });
    await user.shares([await upload('unsaid.jpg')], '', { in: channel, thread: message });
    await user.says('help', { in: channel, mention: true });
    await channel.waitForText(/Attach one or more files/);
    assert.equal(channel.botMessages.length, length + 1, channel.transcript);
    assert.deepEqual(postsOf('unsaid.jpg'), []);
  });

  it('takes what is said in the thread of the question, and of the file, in a direct message', async () => {
    await user.shares([await upload('one.jpg')]);
    const one = await user.direct.waitForText(/one\.jpg/);
    const two = await user.shares([await upload('two.jpg')]);
    await user.direct.waitForText(/two\.jpg/);
    await user.shares([await upload('three.jpg')]);
    await user.direct.waitForText(/three\.jpg/);
    await user.says('First', { thread: one });
    assert.equal(await captionOf('one.jpg'), 'First');
    await user.says('Second', { thread: two.message });
    assert.equal(await captionOf('two.jpg'), 'Second');
    await user.says('Third');
    assert.equal(await captionOf('three.jpg'), 'Third');
  });

  it('does what a mention tells it in the thread of a question, rather than to post that', async () => {
    const { message } = await user.shares([await upload('open.jpg')], '', { in: channel, mention: true });
    const question = await channel.waitForText(/open\.jpg/);
    await user.says('groups crew', { in: channel, thread: message, mention: true });
    const groups = await channel.waitForText(/Field crew North/);
    assert.equal(groups.threadTs, message.ts);
    assert.deepEqual(postsOf('open.jpg'), []);
    await user.says('groups of three', { in: channel, thread: message });
    assert.equal(await captionOf('open.jpg'), 'groups of three');
    await channel.waitForUpdate(question, /Posted/);
  });

  it('cancels what the thread is about, though something newer waits', async () => {
    await user.shares([await upload('older.jpg')]);
    const older = await user.direct.waitForText(/older\.jpg/);
    await user.shares([await upload('newer.jpg')]);
    const newer = await user.direct.waitForText(/newer\.jpg/);
    await user.says('cancel', { thread: older });
    await user.direct.waitForUpdate(older, /Cancelled/);
    await user.presses(user.direct, newer, 'Forward');
    await user.direct.waitForUpdate(newer, /Posted/);
    assert.deepEqual(postsOf('older.jpg'), []);
  });

  it('asks in the thread in which a file is shared, also in a direct message, and hears answers above it', async () => {
    const { message } = await user.says('hello');
    await user.shares([await upload('deep.jpg')], '', { thread: message });
    const question = await user.direct.waitForText(/deep\.jpg/);
    assert.equal(question.threadTs, message.ts);
    await user.says('From above');
    assert.equal(await captionOf('deep.jpg'), 'From above');
  });

  it('writes the names of those who are mentioned', async () => {
    const text = `<@${other.id}> &amp; <https://plan.example/a|the plan> for <#${channel.id}|site>`;
    await user.shares([await upload('names.jpg')], text, { isMarkup: true });
    const question = await user.direct.waitForText(/names\.jpg/);
    await user.presses(user.direct, question, 'Forward');
    assert.equal(await captionOf('names.jpg'), '@ravi & the plan (https://plan.example/a) for #site');
  });

  it('tells people of another organisation that it forwards nothing for them', async () => {
    const team = { id: 'T0BOLT0002', name: 'Bolt', domain: 'bolt' };
    const stranger = world.slack.createUser({ name: 'Lee', team });
    const shared = world.slack.createChannel({
      name: `shared-${count}`,
      members: [user, stranger],
      isExtShared: true,
    });
    const { message } = await stranger.shares([await upload('foreign.jpg')], '', {
      in: shared,
      mention: true,
    });
    const told = await shared.waitForText(/another organisation/);
    assert.equal(told.threadTs, message.ts);
    await stranger.shares([await upload('foreign.jpg')], 'unasked', { in: shared });
    await user.shares([await upload('native.jpg')], '', { in: shared, mention: true });
    const question = await shared.waitForText(/native\.jpg/);
    await stranger.presses(shared, question, 'Forward');
    await shared.waitForEphemeral(stranger.id, /another organisation/);
    await user.presses(shared, question, 'Forward');
    await shared.waitForUpdate(question, /Posted/);
    assert.deepEqual(postsOf('foreign.jpg'), []);
    const refusals = shared.botMessages.filter((said) => /another organisation/.test(textOfMessage(said)));
    assert.deepEqual(
      refusals.map(({ onlyFor }) => onlyFor),
      [undefined, stranger.id],
      'nothing is said about what nobody asked of it',
    );
  });
});
