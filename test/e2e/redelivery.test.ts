import assert from 'node:assert/strict';
import type { Activity } from '../../emulators/teams/activity.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { eventually } from '../support/eventually.ts';
import { createWorld, type World } from '../support/world.ts';

describe('an activity that is delivered again', () => {
  let world: World;
  let user: TeamsUser;
  let count = 0;
  before(async () => {
    world = await createWorld({ defaultGroup: 'Field' });
  });
  after(() => world.close());
  beforeEach(() => {
    user = world.teams.createUser({ endpoint: world.user.endpoint });
  });

  /** Shares a picture and waits for its card. */
  async function ask() {
    const name = `again-${++count}.jpg`;
    await user.shares([await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name })]);
    return { name, card: await waitForQuestion(user.conversation, name) };
  }
  const captionsOf = (...names: string[]) =>
    world.kaizala
      .posts()
      .filter(({ files }) => names.includes(files[0]?.name ?? ''))
      .map(({ caption }) => caption);
  const copies = (activity: Activity, many: number) =>
    Promise.all(Array.from({ length: many }, () => user.resends(activity)));

  it('with a typed caption does not answer the next card', async () => {
    const [older, newer] = [await ask(), await ask()];
    const { activity } = await user.says('for the newer one');
    await waitForUpdate(user.conversation, newer.card, /^Posted to Field/);
    const before = user.conversation.messages.length;
    const again = await copies(activity, 3);
    assert.deepEqual(
      again.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(user.conversation.messages.length, before);
    await user.says('for the older one');
    await waitForUpdate(user.conversation, older.card, /^Posted to Field/);
    assert.deepEqual(captionsOf(older.name, newer.name), ['for the newer one', 'for the older one']);
  });

  it('with an answer on a card says nothing in the chat', async () => {
    const { name, card } = await ask();
    const { activity } = await user.submits(card.activity, 'Forward', { caption: 'once' });
    await waitForUpdate(user.conversation, card, /^Posted to Field/);
    await copies(activity, 3);
    assert.deepEqual(captionsOf(name), ['once']);
    assert.equal(user.conversation.messages.length, 1);
  });

  it('with a command in 30 copies at once is answered once', async () => {
    const { activity } = await user.says('/groups', { id: 'first' });
    const answers = await copies({ ...activity, id: 'same' }, 30);
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal(user.conversation.messages.length, 2);
  });

  it('is not mistaken for one with the same id from another conversation', async () => {
    const other = world.teams.createUser({ endpoint: world.user.endpoint });
    await user.says('/help', { id: 'equal' });
    await other.says('/help', { id: 'equal' });
    await waitForText(other.conversation, /Attach one or more files/);
  });

  it('without an id is worked on each time', async () => {
    const { activity } = await user.says('/help', { id: undefined });
    await user.resends(activity);
    assert.equal(user.conversation.messages.length, 2);
  });

  it('while the first is still at work is answered with it, and changes nothing', async () => {
    world.teams.failNext('send', { kind: 'throttle', retryAfterSeconds: 1 });
    const first = user.says('/help');
    await eventually(() => user.conversation.events.length > 0);
    const { activity } = user.conversation.events[0] ?? assert.fail();
    const answers = await Promise.all([first, ...(await copies(activity, 5))]);
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal(user.conversation.messages.length, 1);
  });
});

describe('an activity that is delivered again after a restart', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ defaultGroup: 'Field' });
  });
  afterEach(() => world.close());
  const serve = (name: string) => world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name });

  it('is dropped if it had been worked on', async () => {
    const { user } = world;
    await user.shares([await serve('older.jpg')]);
    await waitForQuestion(user.conversation, 'older.jpg');
    const shared = await user.shares([await serve('newer.jpg')]);
    await waitForQuestion(user.conversation, 'newer.jpg');
    const typed = await user.says('for the newer one');
    await waitForText(user.conversation, /^Posted to Field[\s\S]*newer\.jpg/);
    const before = user.conversation.messages.length;
    await world.bot.kill();
    await world.restart();
    for (const { activity } of [shared, typed]) assert.equal((await user.resends(activity)).status, 200);
    await user.says('/status');
    await waitForText(user.conversation, /Waiting for your answer on the card\n• older\.jpg/);
    assert.equal(user.conversation.messages.length, before + 1);
    assert.equal(world.kaizala.posts().length, 1);
  }).timeout(60_000);

  it('is worked on if the bot died in it, without being taken for something else', async () => {
    const { user } = world;
    for (const name of ['older.jpg', 'newer.jpg']) {
      await user.shares([await serve(name)]);
      await waitForQuestion(user.conversation, name);
    }
    // The caption is taken, but the confirmation never gets out.
    world.teams.failNext('send', { kind: 'stall' }, Number.POSITIVE_INFINITY);
    const typed = user.says('for the newer one').catch(() => undefined);
    await eventually(() => world.kaizala.posts().length === 1);
    await world.bot.kill();
    await typed;
    world.teams.clearFaults();
    await world.restart();
    const { activity } = user.conversation.events.findLast(({ kind }) => kind === 'said') ?? assert.fail();
    await user.resends(activity);
    await waitForText(user.conversation, /answered already/);
    await user.says('/status');
    await waitForText(user.conversation, /Waiting for your answer on the card\n• older\.jpg/);
    assert.equal(world.kaizala.posts().length, 1);
  }).timeout(60_000);
});
