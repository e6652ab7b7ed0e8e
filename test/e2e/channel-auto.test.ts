import assert from 'node:assert/strict';
import type { ServedFile } from '../../emulators/teams/files/file-host.ts';
import type { Channel } from '../../emulators/teams/groups/channel.ts';
import type { WrittenMessage } from '../../emulators/teams/groups/group-member.ts';
import { textOf, waitForText } from '../support/chat.ts';
import { createWorld, type World } from '../support/world.ts';

const PEOPLE = ['Asha', 'Ravi', 'Meera', 'Tomasz', 'Lerato'];
const MESSAGES_EACH = 4;
const EXTENSIONS = ['jpg', 'pdf', 'mp4', 'png', 'mp3', 'jpg'];
/** Kaizala says nothing of the channel, but a caption does. */
const CAPTION = /^(\w+) (\d+)$/;

interface Shared {
  readonly caption: string;
  readonly files: readonly ServedFile[];
  readonly message: WrittenMessage;
}

describe('a channel that is linked in the mode auto', () => {
  let world: World;
  let channel: Channel;
  before(async () => {
    world = await createWorld({ environment: { LINK_POLICY: 'anyone', JOIN_PICTURES_SECONDS: '5' } });
    const endpoint = String(world.user.endpoint);
    const team = world.teams.createTeam({ name: 'Ops', endpoint, members: PEOPLE.map((name) => ({ name })) });
    channel = team.createChannel('Site photos');
    const asha = channel.member('Asha');
    await asha.says('/link warehouse');
    await asha.says('/mode auto');
  });
  after(() => world.close());

  /** Files of one message: from 1 to 12, of all kinds. */
  const serve = (name: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, at) =>
        world.teams.serveFile(
          { kind: 'generated', size: 2_000 + 700 * at },
          { name: `${name}-${at}.${EXTENSIONS[(at + count) % EXTENSIONS.length]}` },
        ),
      ),
    );
  const postsOf = (caption: string) => world.kaizala.posts().filter((post) => post.caption === caption);

  it('brings everything to the group once, in each person’s order, with one small reply a message', async function () {
    this.timeout(90_000);
    const began = Date.now();
    const sendAll = async (name: string, person: number): Promise<Shared[]> => {
      const served = await Promise.all(
        Array.from({ length: MESSAGES_EACH }, (_, at) =>
          serve(`${name}-${at}`, 1 + ((5 * at + 3 * person) % 12)),
        ),
      );
      // Nobody waits for the bot before they share the next.
      const sending = served.map(async (files, at) => {
        const caption = `${name} ${at}`;
        const mention = (at + person) % 2 === 0 ? 'none' : 'before';
        const overrides = { timestamp: new Date(began + at).toISOString() };
        const message = await channel.member(name).shares(files, caption, { mention, overrides });
        return { caption, files, message };
      });
      return Promise.all(sending);
    };
    const shared = (await Promise.all(PEOPLE.map(sendAll))).flat();
    assert.equal(shared.length, 20);
    for (const { message, files } of shared) {
      const count = files.length === 1 ? '1 file' : `${files.length} files`;
      await waitForText(
        message.conversation,
        new RegExp(`^✓ Posted to Warehouse safety reports: ${count}$`),
        60_000,
      );
      assert.equal(message.conversation.messages.length, 1, message.conversation.transcript);
    }
    for (const { caption, files } of shared) {
      const got = postsOf(caption).flatMap((post) => post.files.map(({ sha256 }) => sha256));
      const sent = await Promise.all(files.map((file) => file.sha256()));
      assert.deepEqual(got.toSorted(), sent.toSorted(), caption);
    }
    const captions = world.kaizala.posts().map(({ caption = '' }) => caption);
    for (const name of PEOPLE) {
      const order = captions.flatMap((caption) => {
        const [, whose, at] = CAPTION.exec(caption) ?? [];
        return whose === name ? [Number(at)] : [];
      });
      assert.deepEqual(order, order.toSorted(), name);
    }
  });

  it('says nothing to people who talk to each other, and asks nothing', async () => {
    const { conversation } = await channel.member('Ravi').says('Good morning', { mention: 'none' });
    const file = await world.teams.serveFile({ kind: 'generated', size: 900 }, { name: 'after.pdf' });
    const next = await channel.member('Ravi').shares([file], 'after the greeting', { mention: 'none' });
    await waitForText(next.conversation, /^✓ Posted/);
    assert.deepEqual(conversation.messages.map(textOf), []);
  });

  it('keeps up with what becomes of the message', async () => {
    const ravi = channel.member('Ravi');
    const file = await world.teams.serveFile({ kind: 'generated', size: 900 }, { name: 'edited.pdf' });
    const written = await ravi.shares([file], 'first words', { mention: 'none' });
    await waitForText(written.conversation, /^✓ Posted/);
    await ravi.edits(written, 'better words');
    await waitForText(written.conversation, /edited after it was posted\. Kaizala can’t change a post/);
    await ravi.deletes(written);
    await waitForText(written.conversation, /deleted after it was posted\. Kaizala can’t take it back/);
    assert.equal(written.conversation.messages.length, 1);
    assert.equal(postsOf('first words').length, 1);
  });

  it('takes back what is not posted yet when its message is deleted', async () => {
    const ravi = channel.member('Ravi');
    const file = await world.teams.serveFile(
      { kind: 'generated', size: 90_000 },
      { name: 'slow.mp4', behaviour: { kind: 'slow', bytesPerSecond: 20_000 } },
    );
    const written = await ravi.shares([file], 'never mind', { mention: 'none' });
    await waitForText(written.conversation, /^Forwarding 1 file/);
    await ravi.deletes(written);
    await waitForText(written.conversation, /^Cancelled: the message was deleted/);
    assert.equal(postsOf('never mind').length, 0);
  });

  it('posts the words that a message has come to say meanwhile', async () => {
    const ravi = channel.member('Ravi');
    const file = await world.teams.serveFile(
      { kind: 'generated', size: 60_000 },
      { name: 'slow.mp4', behaviour: { kind: 'slow', bytesPerSecond: 30_000 } },
    );
    const written = await ravi.shares([file], 'typo', { mention: 'none' });
    await ravi.edits(written, 'no typo');
    await waitForText(written.conversation, /^✓ Posted/);
    assert.deepEqual([postsOf('typo').length, postsOf('no typo').length], [0, 1]);
  });
});
