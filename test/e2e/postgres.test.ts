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

  it('keeps its order of locks when everything happens at once', async () => {
    const { teams, user, kaizala } = world;
    const people = Array.from({ length: 12 }, () => teams.createUser({ endpoint: user.endpoint }));
    await Promise.all(
      people.map(async (person, index) => {
        const name = `crowd-${index}.jpg`;
        const file = await teams.serveFile({ kind: 'generated', size: 40_000 }, { name });
        await person.shares([file]);
        const question = await waitForQuestion(person.conversation, name);
        await Promise.all([
          person.submits(question.activity, 'Forward', { caption: 'crowd' }),
          ...(index % 3 === 0 ? [person.says('/cancel')] : []),
        ]);
        await waitForText(person.conversation, /^(Posted to|Cancelled\. Nothing)/, 40_000);
      }),
    );
    assert.doesNotMatch(world.bot.output, /deadlock/);
    assert.ok(kaizala.posts().filter(({ caption }) => caption === 'crowd').length >= 8);
  }).timeout(60_000);

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
    const posts = kaizala.posts().filter(({ caption }) => caption === 'on a server');
    assert.deepEqual(
      posts.map(({ files }) => files[0]?.sha256),
      [await file.sha256()],
    );
  }).timeout(90_000);
});
