import assert from 'node:assert/strict';
import type { ServedFile } from '../../emulators/teams/files/file-host.ts';
import { waitForText, waitForUpdate } from '../support/chat.ts';
import { type Cluster, createCluster } from '../support/cluster.ts';
import { NO_POSTGRES, stopPostgres } from '../support/postgres.ts';

const onServer = NO_POSTGRES === undefined ? describe : describe.skip;

onServer('two bots that share the messages of one person', () => {
  let cluster: Cluster;
  let turn = 0;
  before(async function () {
    this.timeout(60_000);
    cluster = await createCluster({
      bots: 2,
      defaultGroup: 'Field',
      environment: { JOIN_PICTURES_SECONDS: '5', LINK_POLICY: 'anyone' },
    });
  });
  after(async () => {
    await cluster?.close();
    await stopPostgres();
  });

  const alternately = (body: string) => cluster.deliver(turn++ % 2, body);
  const serve = (name: string, size = 9_000): Promise<ServedFile> =>
    cluster.teams.serveFile({ kind: 'generated', size }, { name });

  it('make one card and one album of five photos that arrive at once', async () => {
    const user = cluster.createUser(alternately);
    const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg'];
    const files = await Promise.all(names.map((name) => serve(name)));
    const began = Date.now();
    const timestampOf = (at: number) => new Date(began + at).toISOString();
    await Promise.all(files.map((file, at) => user.shares([file], '', { timestamp: timestampOf(at) })));
    const card = await waitForText(
      user.conversation,
      /a\.jpg[\s\S]*b\.jpg[\s\S]*c\.jpg[\s\S]*d\.jpg[\s\S]*e\.jpg/,
    );
    assert.equal(user.conversation.messages.length, 1);
    await user.submits(card.activity, 'Forward', { caption: 'five' });
    await waitForUpdate(user.conversation, card, /^Posted to Field/);
    const posts = cluster.kaizala.posts().filter(({ caption }) => caption === 'five');
    assert.deepEqual(
      posts.map((post) => post.files.map(({ name }) => name)),
      [names],
    );
  });

  it('keep the order of what goes without a question', async () => {
    const members = [{ name: 'Asha' }];
    const team = cluster.teams.createTeam({ name: 'Ops', endpoint: alternately, members });
    const asha = team.createChannel('Sites').member('Asha');
    await asha.says('/link field auto');
    const began = Date.now();
    const captions = Array.from({ length: 8 }, (_, at) => `in order ${at}`);
    const sizes = [400_000, 1_000, 90_000, 1_000, 200_000, 1_000, 1_000, 50_000];
    const written = await Promise.all(
      captions.map(async (caption, at) => {
        const files = [await serve(`${at}.mp4`, sizes[at]), await serve(`${at}.pdf`)];
        const overrides = { timestamp: new Date(began + at).toISOString() };
        return asha.shares(files, caption, { mention: 'none', overrides });
      }),
    );
    for (const { conversation } of written) await waitForText(conversation, /^✓ Posted/, 40_000);
    const order = cluster.kaizala.posts().map(({ caption = '' }) => caption);
    assert.deepEqual(
      order.filter((caption) => caption.startsWith('in order')),
      captions.flatMap((caption) => [caption, caption]),
    );
  }).timeout(60_000);
});
