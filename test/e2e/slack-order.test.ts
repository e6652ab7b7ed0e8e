import assert from 'node:assert/strict';
import { newTs } from '../../emulators/slack/new-ts.ts';
import type { SlackUser } from '../../emulators/slack/user/slack-user.ts';
import type { Channel } from '../../emulators/slack/workspace/channel.ts';
import { eventually } from '../support/eventually.ts';
import { createSlackWorld, type SlackWorld } from '../support/slack-world.ts';

describe('the order in which Slack tells of messages', () => {
  let world: SlackWorld;
  let user: SlackUser;
  let channel: Channel;
  let count = 0;
  before(async () => {
    world = await createSlackWorld({ defaultGroup: 'Warehouse' });
  });
  after(() => world.close());
  beforeEach(() => {
    count += 1;
    user = world.slack.createUser({ name: `Asha ${count}`, isAdmin: true });
    channel = world.slack.createChannel({ name: `site-${count}`, members: [user] });
  });

  const upload = (name: string) => user.upload({ kind: 'generated', size: 30_000 }, { name });
  const postsOf = (fileName: string) =>
    world.kaizala.posts().filter(({ files }) => files.some(({ name }) => name === fileName));
  const captionOf = async (fileName: string) => {
    await eventually(() => postsOf(fileName).length > 0);
    return postsOf(fileName)[0]?.caption;
  };
  /** A message with a file and the twin that mentions the bot, which Slack has yet to tell of. */
  const untold = async (name: string, text: string) => {
    const file = await upload(name);
    // Where the file is shared, the bot may see it.
    file.sharedIn.add(channel.id);
    const ts = newTs();
    const said = {
      ...{ type: 'message', user: user.id, text: `<@${world.slack.bot.userId}> ${text}`, ts, event_ts: ts },
      ...{ channel: channel.id, channel_type: channel.type },
    };
    const message = { ...said, subtype: 'file_share', files: [file.form] };
    const { channel_type: _, ...mention } = said;
    return { message, mention: { ...mention, type: 'app_mention' } };
  };
  const change = (subtype: string, fields: object) => ({
    ...{ type: 'message', subtype, hidden: true, channel: channel.id, channel_type: channel.type },
    ...fields,
    ...{ ts: newTs(), event_ts: newTs() },
  });

  it('does not lose the files of a message whose mention comes first, without them', async () => {
    const { message, mention } = await untold('later.jpg', 'site plan');
    await world.slack.tells(mention);
    await channel.waitForText(/nothing to answer/);
    await world.slack.tells(message);
    const question = await channel.waitForText(/later\.jpg/);
    await user.presses(channel, question, 'Forward');
    assert.equal(await captionOf('later.jpg'), 'site plan');
  });

  it('takes a mention without the files, which came before it, for no answer to the question', async () => {
    const { message, mention } = await untold('earlier.jpg', 'site plan');
    await world.slack.tells(message);
    const question = await channel.waitForText(/earlier\.jpg/);
    await world.slack.tells(mention);
    await user.says('help', { in: channel, mention: true });
    await channel.waitForText(/Attach one or more files/);
    assert.deepEqual(postsOf('earlier.jpg'), []);
    assert.equal(channel.botMessages.length, 2, channel.transcript);
    await user.presses(channel, question, 'Skip caption');
    assert.equal(await captionOf('earlier.jpg'), '');
  });

  it('starts nothing with a message that it hears was deleted before it hears of it', async () => {
    const { message } = await untold('gone.jpg', 'site plan');
    await world.slack.tells(change('message_deleted', { deleted_ts: message.ts, previous_message: message }));
    await world.slack.tells(message);
    await user.shares([await upload('there.jpg')], '', { in: channel, mention: true });
    await channel.waitForText(/there\.jpg/);
    assert.equal(channel.botMessages.length, 1, channel.transcript);
  });

  it('follows an edit and a deletion that come while the message is being taken up', async () => {
    // The name of whoever is mentioned takes its time.
    const other = world.slack.createUser({ name: 'Ravi' });
    world.slack.failNext('users.info', { kind: 'slow', ms: 700 });
    const edited = await untold('edited.jpg', `site plan for <@${other.id}>`);
    const deleted = await untold('deleted.jpg', 'site plan');
    const text = `<@${world.slack.bot.userId}> better plan`;
    for (const event of [
      edited.message,
      change('message_changed', { message: { ...edited.message, text }, previous_message: edited.message }),
      deleted.message,
      change('message_deleted', { deleted_ts: deleted.message.ts, previous_message: deleted.message }),
    ]) {
      await world.slack.tells(event);
    }
    const question = await channel.waitForText(/edited\.jpg/);
    await channel.waitFor(({ messages }) => JSON.stringify(messages).includes('better plan'));
    await user.presses(channel, question, 'Forward');
    assert.equal(await captionOf('edited.jpg'), 'better plan');
    assert.deepEqual(postsOf('deleted.jpg'), []);
  });

  it('withdraws a message of which all files were deleted', async () => {
    const file = await upload('taken-back.jpg');
    const written = await user.shares([file], 'site plan');
    const question = await user.direct.waitForText(/taken-back\.jpg/);
    await user.deletesFile(written, file);
    await user.direct.waitForUpdate(question, /deleted/);
  });
});
