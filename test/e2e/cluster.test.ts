import assert from 'node:assert/strict';
import { waitForQuestion, waitForUpdate } from '../support/chat.ts';
import { type Cluster, createCluster } from '../support/cluster.ts';
import { NO_POSTGRES, stopPostgres } from '../support/postgres.ts';

const describeIf = NO_POSTGRES === undefined ? describe : describe.skip;

describeIf(`two bots on one PostgreSQL${NO_POSTGRES ? ` (skipped: ${NO_POSTGRES})` : ''}`, () => {
  let cluster: Cluster;
  before(async function () {
    this.timeout(60_000);
    cluster = await createCluster({ bots: 2, defaultGroup: 'Field' });
  });
  after(async () => {
    await cluster?.close();
    await stopPostgres();
  });

  it('both come up when they start at the same moment on a fresh database', () => {
    assert.deepEqual(
      cluster.bots.map(({ hasEnded, output }) => [hasEnded, /"level":"?(50|error)/.test(output)]),
      [
        [false, false],
        [false, false],
      ],
    );
  });

  it('make one forward and one card of 50 copies of one activity', async () => {
    const user = cluster.createUser(async (body) => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, copy) => cluster.deliver(copy % 2, body)),
      );
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
      const [first] = answers;
      assert.ok(first);
      return first;
    });
    const file = await cluster.teams.serveFile({ kind: 'generated', size: 30_000 }, { name: 'copies.jpg' });
    await user.shares([file]);
    const question = await waitForQuestion(user.conversation, 'copies.jpg');
    user.endpoint = (body) => cluster.deliver(1, body);
    await user.submits(question.activity, 'Forward', { caption: 'once' });
    await waitForUpdate(user.conversation, question, /^Posted to Field/);
    assert.equal(user.conversation.messages.length, 1);
    assert.deepEqual(
      cluster.kaizala.posts().map(({ caption, files }) => [caption, files[0]?.sha256]),
      [['once', await file.sha256()]],
    );
  }).timeout(60_000);

  it('carry on without the one that was killed, and with it once it is back', async () => {
    const user = cluster.createUser((body) => cluster.deliver(1, body));
    await cluster.kill(0);
    await assert.rejects(cluster.deliver(0, '{}'), /does not run/);
    await user.says('/help');
    assert.equal(user.conversation.messages.length, 1);
    await cluster.restart(0);
    user.endpoint = (body) => cluster.deliver(0, body);
    await user.says('/help');
    assert.equal(user.conversation.messages.length, 2);
  }).timeout(60_000);
});
