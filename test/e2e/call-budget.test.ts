import assert from 'node:assert/strict';
import { waitForQuestion, waitForUpdate } from '../support/chat.ts';
import { type Cluster, createCluster } from '../support/cluster.ts';
import { NO_POSTGRES, stopPostgres } from '../support/postgres.ts';

const describeIf = NO_POSTGRES === undefined ? describe : describe.skip;
const LIMIT = 100;

describeIf(`two bots under a backlog${NO_POSTGRES ? ` (skipped: ${NO_POSTGRES})` : ''}`, () => {
  let cluster: Cluster;
  before(async function () {
    this.timeout(60_000);
    cluster = await createCluster({
      bots: 2,
      defaultGroup: 'Field',
      kaizala: { callsPerMinute: LIMIT },
      environment: { KAIZALA_CALLS_PER_MINUTE: String(LIMIT) },
    });
  });
  after(async () => {
    await cluster?.close();
    await stopPostgres();
  });

  async function share(bot: number, names: readonly string[]) {
    const user = cluster.createUser((body) => cluster.deliver(bot, body));
    const files = await Promise.all(
      names.map((name) => cluster.teams.serveFile({ kind: 'generated', size: 2_000 }, { name })),
    );
    await user.shares(files);
    const question = await waitForQuestion(user.conversation, names[0] ?? '');
    await user.submits(question.activity, 'Forward', { caption: names[0] ?? '' });
    return { user, question };
  }

  it('keep to the limit together, use it, and let a single file go before the backlog', async () => {
    const begun = Date.now();
    const backlog = Array.from({ length: 10 }, (_, person) =>
      Array.from({ length: 8 }, (_, file) => `${person}-${file}.pdf`),
    );
    await Promise.all(backlog.map((names, person) => share(person % 2, names)));
    const { user, question } = await share(0, ['single.pdf']);
    const sharedAt = Date.now();
    await waitForUpdate(user.conversation, question, /^Posted to Field/, 15_000);
    const calls = cluster.kaizala.requests;
    const elapsed = Date.now() - begun;
    assert.equal(calls.filter(({ status }) => status === 429).length, 0);
    assert.ok(cluster.kaizala.posts().length < backlog.flat().length, 'There was no backlog any more.');
    // A quarter at once, and the rest spread over the minute.
    assert.ok(calls.length >= (LIMIT * elapsed) / 60_000, `${calls.length} calls in ${elapsed} ms`);
    assert.ok(Date.now() - sharedAt < 15_000);
  }).timeout(90_000);
});
