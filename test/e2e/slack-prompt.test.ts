import assert from 'node:assert/strict';
import type { SlackUser } from '../../emulators/slack/user/slack-user.ts';
import { readMessage, textOfMessage } from '../../emulators/slack/workspace/message.ts';
import { createSlackWorld, type SlackWorld } from '../support/slack-world.ts';

/** Its name would break careless markup. */
const GROUP = 'Équipe <Lille & Besançon> – Łódź';

describe('the prompt in Slack', () => {
  let world: SlackWorld;
  let user: SlackUser;
  before(async () => {
    world = await createSlackWorld();
    user = world.user;
  });
  after(() => world.close());

  const share = async (name: string, text = '') => {
    const file = await user.upload({ kind: 'generated', size: 50_000 }, { name });
    await user.shares([file], text);
    const prompt = await user.direct.waitFor(({ botMessages }) =>
      botMessages.findLast(
        (each) => textOfMessage(each).includes(name) && readMessage(each).inputs.length > 0,
      ),
    );
    return { file, prompt };
  };

  it('is answered with its buttons, loses its question at once, and shows what becomes of the files', async () => {
    const { file, prompt } = await share('plan.pdf', 'Site plan');
    assert.deepEqual(
      readMessage(prompt).inputs.map(({ label, value }) => [label, value]),
      [
        ['Group', undefined],
        ['Caption', 'Site plan'],
      ],
    );
    const said = user.direct.botMessages.length;
    const caption = 'Ünïcode, "quotes" & <tags>\n*bold* 😀';
    await user.presses(user.direct, prompt, 'Forward', { Group: GROUP, Caption: caption });
    const done = await user.direct.waitForUpdate(prompt, /^✓ Posted to Équipe <Lille & Besançon> – Łódź/);
    const [post] = world.kaizala.posts();
    assert.equal(post?.caption, caption);
    assert.equal(post?.files[0]?.sha256, await file.sha256());
    assert.match(textOfMessage(done), new RegExp(`Reference ${post?.referenceId}`));
    const versions = [...done.history, done].map((version) => readMessage(version).inputs.length > 0);
    assert.ok(versions.indexOf(false) > versions.lastIndexOf(true), 'the question never comes back');
    assert.deepEqual([readMessage(done).inputs, readMessage(done).buttons], [[], []]);
    assert.equal(user.direct.botMessages.length, said);
  });

  it('asks for the group in words if none was chosen', async () => {
    const { prompt } = await share('nowhere.pdf');
    await user.presses(user.direct, prompt, 'Skip caption');
    await user.direct.waitForText(
      /Which group should it go to\? Answer with the number or the name\.\n\n1\. /,
    );
    await user.presses(user.direct, prompt, 'Cancel');
    await user.direct.waitForUpdate(prompt, /^Cancelled\. Nothing was sent to Kaizala/);
  });

  it('is answered by nobody but the person who shared the files, and tells others so alone', async () => {
    const other = world.slack.createUser({ name: 'Ben Ito' });
    const channel = world.slack.createChannel({ name: 'general', members: [user, other] });
    const file = await user.upload({ kind: 'generated', size: 50_000 }, { name: 'ours.pdf' });
    await user.shares([file], '', { in: channel, mention: true });
    const prompt = await channel.waitForText(/ours\.pdf/);
    await other.presses(channel, prompt, 'Cancel');
    await channel.waitForEphemeral(other.id, /^Only .+ can answer what I asked about them\./);
    assert.equal(channel.botMessages.filter(({ onlyFor }) => onlyFor === undefined).length, 1);
  });

  it('is there once, though Slack’s answer to it was lost', async () => {
    world.slack.failNext('chat.postMessage', { kind: 'lostAnswer' });
    const { file, prompt } = await share('lost.pdf');
    // Whoever recorded the files asks once more after a while, unless the message is known by then.
    const asks = ({ botMessages }: typeof user.direct) =>
      botMessages.filter((message) => textOfMessage(message).includes('lost.pdf'));
    await user.direct.waitFor(
      (chat) => (chat.find(prompt.ts)?.history.length || asks(chat).length > 1 ? true : undefined),
      { timeoutMs: 30_000 },
    );
    assert.equal(asks(user.direct).length, 1);
    await user.presses(user.direct, prompt, 'Forward', { Group: GROUP });
    await user.direct.waitForUpdate(prompt, /^✓ Posted/);
    const posts = world.kaizala.posts().filter(({ files }) => files[0]?.name === 'lost.pdf');
    assert.deepEqual(
      posts.map(({ files }) => files[0]?.sha256),
      [await file.sha256()],
    );
    assert.equal(asks(user.direct).length, 1);
  }).timeout(60_000);

  it('links a conversation with a card of its own', async () => {
    await user.says('link');
    const card = await user.direct.waitForText(/^Link to a Kaizala group\nThis direct message is not linked/);
    await user.presses(user.direct, card, 'Link', { Group: GROUP });
    const linked = await user.direct.waitForUpdate(
      card,
      /This direct message is linked to Équipe <Lille & Besançon> – Łódź \(ask\)\./,
    );
    assert.deepEqual(readMessage(linked).buttons, []);
    await user.says('unlink');
    await user.direct.waitForText(/^This direct message is not linked any more/);
  });

  it('has help beside it that Slack shows as it is meant', async () => {
    await user.says('help');
    const help = await user.direct.waitForText(/shortcut \*Forward to Kaizala\*/);
    assert.match(textOfMessage(help), /^• `\/kaizala link Field crew North` – /m);
  });
});
