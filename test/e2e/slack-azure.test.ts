import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PRESS_SHAPES } from '../../emulators/slack/azure/press-activity.ts';
import type { SlackUser } from '../../emulators/slack/user/slack-user.ts';
import type { Channel } from '../../emulators/slack/workspace/channel.ts';
import { textOfMessage } from '../../emulators/slack/workspace/message.ts';
import { type AzureSlackWorld, createAzureSlackWorld } from '../support/azure-slack-world.ts';
import { eventually } from '../support/eventually.ts';

describe('Slack by way of Azure', () => {
  let world: AzureSlackWorld;
  let user: SlackUser;
  let count = 0;
  before(async () => {
    world = await createAzureSlackWorld({ defaultGroup: 'Warehouse' });
  });
  after(() => world.close());
  beforeEach(() => {
    count += 1;
    user = world.slack.createUser({ name: `Asha ${count}` });
    world.azure.pressShape = 'Payload';
  });

  const upload = (name: string) => user.upload({ kind: 'generated', size: 40_000 }, { name });
  const createChannel = (...members: SlackUser[]) =>
    world.slack.createChannel({ name: `site-${count}`, members });
  const postsOf = (fileName: string) =>
    world.kaizala.posts().filter(({ files }) => files.some(({ name }) => name === fileName));
  const posted = async (fileName: string) => {
    await eventually(() => postsOf(fileName).length > 0);
    const [post, ...others] = postsOf(fileName);
    assert.ok(post);
    assert.deepEqual(others, []);
    return post;
  };
  const linkTo = async (channel: Channel, group: string, mode: string) => {
    await user.says(`link ${group}`, { in: channel, mention: true });
    await channel.waitForText(new RegExp(`linked.*${group}`, 'i'));
    if (mode === 'ask') return;
    await user.says('mode auto', { in: channel, mention: true });
    await channel.waitForText(/without a question/);
  };

  for (const shape of PRESS_SHAPES) {
    it(`posts a file with the caption of a press that comes as ${shape}, byte for byte`, async () => {
      world.azure.pressShape = shape;
      const name = `press-${shape}.jpg`;
      const file = await upload(name);
      await user.shares([file], 'not this');
      const question = await user.direct.waitForText(/Forward to Kaizala/);
      assert.match(textOfMessage(question), new RegExp(name));
      await user.presses(user.direct, question, 'Forward', { Caption: 'Süd "gate" & <yard>' });
      const post = await posted(name);
      assert.equal(post.caption, 'Süd "gate" & <yard>');
      assert.equal(post.files[0]?.sha256, await file.sha256());
      const done = await user.direct.waitForUpdate(question, /Posted to Warehouse/);
      assert.equal(done.ts, question.ts);
      assert.equal(user.direct.botMessages.length, 1, user.direct.transcript);
    });
  }

  it('suggests what was written with the file, rather than its name', async () => {
    await user.shares([await upload('suggested.jpg')], 'A & B <at> dawn');
    const question = await user.direct.waitForText(/suggested\.jpg/);
    await user.presses(user.direct, question, 'Forward');
    assert.equal((await posted('suggested.jpg')).caption, 'A & B <at> dawn');
  });

  it('takes what is typed in a direct message, and in the thread of the question, for the caption', async () => {
    await user.shares([await upload('typed.jpg')]);
    await user.direct.waitForText(/typed\.jpg/);
    await user.says('Typed below');
    assert.equal((await posted('typed.jpg')).caption, 'Typed below');
    await user.shares([await upload('older.jpg')]);
    const older = await user.direct.waitForText(/older\.jpg/);
    await user.shares([await upload('newer.jpg')]);
    await user.direct.waitForText(/newer\.jpg/);
    await user.says('For the older', { thread: older });
    assert.equal((await posted('older.jpg')).caption, 'For the older');
    assert.deepEqual(postsOf('newer.jpg'), []);
  });

  it('is asked in the thread of a message that mentions it, and answered there without a mention', async () => {
    const other = world.slack.createUser({ name: 'Ravi' });
    const channel = createChannel(user, other);
    const { message } = await user.shares([await upload('thread.jpg')], '', { in: channel, mention: true });
    const question = await channel.waitForText(/thread\.jpg/);
    assert.equal(question.threadTs, message.ts);
    await other.says('Nice one', { in: channel, thread: message });
    await user.says('not in the thread', { in: channel });
    await user.says(`<@${other.id}> thanks`, { in: channel, thread: message, isMarkup: true });
    await user.says('From the thread', { in: channel, thread: message });
    assert.equal((await posted('thread.jpg')).caption, 'From the thread');
    const done = await channel.waitForUpdate(question, /Posted to Warehouse/);
    assert.equal(done.threadTs, message.ts);
    const said = channel.botMessages.filter(({ ts }) => ts !== question.ts);
    assert.deepEqual(
      said.map(({ threadTs, text }) => [threadTs, /On its way/.test(text)]),
      [[message.ts, true]],
      'and nothing else is said to it',
    );
  });

  it('leaves alone what nobody says to it', async () => {
    const channel = createChannel(user);
    await user.shares([await upload('unseen.jpg')], 'look', { in: channel });
    await user.says('hello everybody', { in: channel });
    await user.shares([await upload('seen.jpg')], '', { in: channel, mention: true });
    await channel.waitForText(/seen\.jpg/);
    assert.equal(channel.botMessages.length, 1, channel.transcript);
  });

  it('forwards without a question in a channel that is linked so, and says so in the thread', async () => {
    const channel = createChannel(user);
    await linkTo(channel, 'Field crew North', 'auto');
    const before = channel.botMessages.length;
    const { message } = await user.shares([await upload('auto.jpg')], 'All of it', { in: channel });
    const post = await posted('auto.jpg');
    assert.equal(post.caption, 'All of it');
    assert.match(
      world.kaizala.groups.find(({ groupId }) => groupId === post.groupId)?.groupName ?? '',
      /Field crew North/,
    );
    const [done] = channel.botMessages.slice(before);
    assert.equal(done?.threadTs, message.ts);
    await channel.waitForText(/Posted to Field crew North: 1 file/);
  });

  it('takes an edit for the suggested caption, and a deletion for a no', async () => {
    const edited = await user.shares([await upload('edited.jpg')], 'first words');
    const question = await user.direct.waitForText(/edited\.jpg/);
    await user.edits(edited, 'better words');
    await user.direct.waitFor(({ messages }) =>
      JSON.stringify(messages.find(({ ts }) => ts === question.ts)?.blocks).includes('better words'),
    );
    await user.presses(user.direct, question, 'Forward');
    assert.equal((await posted('edited.jpg')).caption, 'better words');
    const deleted = await user.shares([await upload('deleted.jpg')]);
    const other = await user.direct.waitForText(/deleted\.jpg/);
    await user.deletes(deleted);
    await user.direct.waitForUpdate(other, /deleted/);
    assert.deepEqual(postsOf('deleted.jpg'), []);
  });

  it('makes nothing twice of what Azure tells twice, and nothing of its own messages', async () => {
    await user.shares([await upload('once.jpg')], 'Once');
    await user.direct.waitForText(/once\.jpg/);
    const told = world.azure.told.findLast(({ activity }) => activity.text === 'once.jpg');
    assert.ok(told);
    await Promise.all([world.azure.tell(told.activity), world.azure.tell(told.activity)]);
    assert.equal(user.direct.botMessages.length, 1, user.direct.transcript);
    await user.says('Said');
    assert.equal((await posted('once.jpg')).caption, 'Said');
    await user.direct.waitForText(/Posted to Warehouse/);
    assert.equal(user.direct.botMessages.length, 2, user.direct.transcript);
  });

  it('forwards nothing for people of another organisation, and tells them once', async () => {
    const team = { id: 'T0BOLT0002', name: 'Bolt', domain: 'bolt' };
    const stranger = world.slack.createUser({ name: 'Lee', team });
    const channel = world.slack.createChannel({
      name: `shared-${count}`,
      members: [user, stranger],
      isExtShared: true,
    });
    await stranger.shares([await upload('foreign.jpg')], '', { in: channel, mention: true });
    await channel.waitForText(/another organisation/);
    await linkTo(channel, 'Field crew North', 'ask');
    const before = channel.botMessages.length;
    await stranger.shares([await upload('foreign.jpg')], 'a', { in: channel });
    await stranger.shares([await upload('foreign.jpg')], 'b', { in: channel });
    await linkTo(channel, 'Field crew North', 'auto');
    await stranger.shares([await upload('foreign.jpg')], 'c', { in: channel });
    await user.shares([await upload('native.jpg')], 'ours', { in: channel });
    assert.equal((await posted('native.jpg')).caption, 'ours');
    const told = channel.botMessages.slice(before).filter(({ text }) => /another organisation/.test(text));
    assert.equal(told.length, 1, channel.transcript);
    assert.deepEqual(postsOf('foreign.jpg'), []);
  });

  it('keeps the token of the workspace to itself', async () => {
    const { apiToken } = world.azure;
    const withToken = world.slack.requests.filter(({ authorization }) => authorization?.includes(apiToken));
    assert.ok(withToken.length > 0);
    const elsewhere = withToken.filter(
      ({ host, path }) => host !== world.slack.fileHost || !path.startsWith('/files-pri/'),
    );
    assert.deepEqual(elsewhere, []);
    assert.equal(world.bot.output.includes(apiToken), false, 'it is in the log');
    assert.equal(world.bot.output.includes('verification-token'), false);
    // By then everything is on disk, and nothing is cleared away any more.
    await world.bot.stop();
    let isSearched = false;
    for (const entry of await readdir(join(world.folder, 'data'), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      assert.equal(bytes.includes(apiToken), false, `it is in ${entry.name}`);
      isSearched ||= bytes.includes('press-Payload.jpg');
    }
    assert.ok(isSearched, 'what is stored would be found');
  });
});
