import assert from 'node:assert/strict';
import { waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { NO_POSTGRES, newPostgresUrl, stopPostgres } from '../support/postgres.ts';
import { createWorld, type World } from '../support/world.ts';

const describeIf = NO_POSTGRES === undefined ? describe : describe.skip;

describeIf(`the bot on PostgreSQL${NO_POSTGRES ? ` (skipped: ${NO_POSTGRES})` : ''}`, () => {
  let world: World;
  before(async () => {
    const environment = { DATABASE_URL: await newPostgresUrl() };
    world = await createWorld({ defaultGroup: 'Field', environment });
  });
  after(async () => {
    await world.close();
    await stopPostgres();
  });

  it('forwards a file, and carries on after it was killed while it uploads', async () => {
    const { user, kaizala, teams } = world;
    kaizala.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 4_000_000 });
    const file = await teams.serveFile({ kind: 'generated', size: 20_000_000 }, { name: 'server.mp4' });
    await user.shares([file]);
    const question = await waitForQuestion(user.conversation, 'server.mp4');
    await user.submits(question.activity, 'Forward', { caption: 'on a server' });
    await waitForUpdate(user.conversation, question, /Uploading [1-9]/);
    await world.bot.kill();
    await world.restart();
    // Nobody but the heartbeat tells a server that a worker has died.
    await waitForText(user.conversation, /Posted to Field/, 60_000);
    assert.deepEqual(
      kaizala.posts().map(({ caption, files }) => [caption, files[0]?.sha256]),
      [['on a server', await file.sha256()]],
    );
  }).timeout(90_000);
});
