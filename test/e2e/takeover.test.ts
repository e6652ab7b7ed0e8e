import assert from 'node:assert/strict';
import { waitForQuestion, waitForUpdate } from '../support/chat.ts';
import { type Cluster, createCluster } from '../support/cluster.ts';
import { NO_POSTGRES, stopPostgres } from '../support/postgres.ts';

const describeIf = NO_POSTGRES === undefined ? describe : describe.skip;

describeIf(`a bot among others that is killed${NO_POSTGRES ? ` (skipped: ${NO_POSTGRES})` : ''}`, () => {
  let cluster: Cluster;
  beforeEach(async function () {
    this.timeout(60_000);
    cluster = await createCluster({
      bots: 2,
      defaultGroup: 'Field',
      environment: { HEARTBEAT_SECONDS: '10' },
    });
  });
  afterEach(async () => {
    await cluster?.close();
    await stopPostgres();
  });

  it('leaves its uploads and its downloads to the others, who take them over within a minute', async () => {
    const { kaizala, teams } = cluster;
    // Alone, it takes all the work; the other one comes when it is in the middle of it.
    await cluster.kill(1);
    kaizala.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 100_000 });
    const user = cluster.createUser();
    const up = await teams.serveFile({ kind: 'generated', size: 4_000_000 }, { name: 'up.mp4' });
    await user.shares([up]);
    const question = await waitForQuestion(user.conversation, 'up.mp4');
    await user.submits(question.activity, 'Forward', { caption: 'up' });
    await waitForUpdate(user.conversation, question, /Uploading [1-9]/);
    const down = await teams.serveFile(
      { kind: 'generated', size: 400_000 },
      { name: 'down.pdf', behaviour: { kind: 'slow', bytesPerSecond: 40_000 } },
    );
    await user.shares([down]);
    const other = await waitForQuestion(user.conversation, 'down.pdf');
    await cluster.restart(1);
    await cluster.kill(0);
    user.endpoint = (body) => cluster.deliver(1, body);
    await user.submits(other.activity, 'Forward', { caption: 'down' });
    for (const message of [question, other]) {
      await waitForUpdate(user.conversation, message, /^Posted to Field/, 60_000);
    }
    const posts = kaizala.posts().map(({ caption, files }) => [caption, files[0]?.sha256]);
    assert.deepEqual(posts.sort(), [
      ['down', await down.sha256()],
      ['up', await up.sha256()],
    ]);
  }).timeout(120_000);
});
