import assert from 'node:assert/strict';
import type { ServedFile } from '../../emulators/teams/files/file-host.ts';
import { textOf, waitForText } from '../support/chat.ts';
import { FORBIDDEN_URLS } from '../support/egress-urls.ts';
import { Tripwire } from '../support/tripwire.ts';
import { createWorld, type World } from '../support/world.ts';

/** As many as one message brings. */
const AT_ONCE = 20;

describe('a bot that is given urls to forbidden places', () => {
  let tripwire: Tripwire;
  let world: World;
  let kept: ServedFile;
  before(async () => {
    tripwire = await Tripwire.set();
    world = await createWorld({ defaultGroup: 'Field' });
    kept = await world.teams.serveFile({ kind: 'generated', size: 10 }, { name: 'a.pdf' });
  });
  after(() => Promise.all([world?.close(), tripwire.remove()]));
  afterEach('nobody was called', () => {
    assert.deepEqual([tripwire.connections, tripwire.bytes], [0, 0]);
    assert.equal(world.kaizala.posts().length, 0);
    assert.equal(kept.requests, 0);
  });

  const filled = FORBIDDEN_URLS.map(
    (template) => (port: number) => template.replaceAll('PORT', String(port)),
  ).filter((fill) => URL.canParse(fill(4000)));

  /** Shares a file of each url in one message, and gives what the person reads in the end. */
  async function readsOf(urls: readonly string[]): Promise<string> {
    const { teams } = world;
    const user = teams.createUser({ endpoint: world.user.endpoint });
    const files = urls.map((url, index) => ({
      ...{ ...kept, name: `plan-${index}.pdf` },
      ...{ downloadUrl: url, contentUrl: url },
    }));
    await user.shares(files);
    return textOf(await waitForText(user.conversation, /Nothing was forwarded/, 8_000));
  }

  for (let at = 0; at < filled.length; at += AT_ONCE) {
    const some = filled.slice(at, at + AT_ONCE);
    it(`fetches none of ${at + 1} to ${at + some.length}, and says so of each`, async () => {
      const read = await readsOf(some.map((fill) => fill(tripwire.port)));
      // What is written oddly is looked for through Graph, by this text, and not found; other schemes are no links.
      const words =
        /✗ Not sent: (Files may not be fetched from|The file is not there any more|It came without a link)/g;
      assert.equal(read.match(words)?.length, some.length, read);
    }).timeout(30_000);
  }

  it('goes to none of them from a host that is allowed, and says so of each', async () => {
    const redirects = await Promise.all(
      filled
        .slice(0, AT_ONCE)
        .map((fill) =>
          world.teams.serveFile(
            { kind: 'generated', size: 10 },
            { name: 'a.pdf', behaviour: { kind: 'redirect', to: new URL(fill(tripwire.port)).href } },
          ),
        ),
    );
    const read = await readsOf(redirects.map(({ downloadUrl }) => downloadUrl));
    assert.equal(read.match(/may not be fetched from/g)?.length, redirects.length, read);
    assert.deepEqual(
      redirects.map(({ requests }) => requests),
      redirects.map(() => 1),
    );
  }).timeout(30_000);
});
