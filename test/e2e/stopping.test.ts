import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Delivery } from '../../emulators/teams/user/post-to-bot.ts';
import { waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { createWorld, type World } from '../support/world.ts';

describe('a bot that is told to stop in the middle of an upload', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ defaultGroup: 'Field' });
  });
  afterEach(() => world.close());

  /** Resolves once the upload of a file of that many seconds has begun. */
  async function upload(seconds: number) {
    world.kaizala.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 1_000_000 });
    const file = await world.teams.serveFile(
      { kind: 'generated', size: seconds * 1_000_000 },
      { name: 'long.mp4' },
    );
    await world.user.shares([file]);
    const question = await waitForQuestion(world.user.conversation, 'long.mp4');
    await world.user.submits(question.activity, 'Forward', { caption: 'kept' });
    await waitForUpdate(world.user.conversation, question, /Uploading/);
    return file;
  }

  it('finishes it, posts, and exits with 0', async () => {
    const file = await upload(4);
    assert.equal(await world.bot.stop(), 0);
    assert.deepEqual(
      world.kaizala.posts().map(({ caption, files }) => [caption, files[0]?.sha256]),
      [['kept', await file.sha256()]],
    );
    await waitForText(world.user.conversation, /^Posted to Field/, 100);
    await world.restart();
    assert.equal(world.kaizala.posts().length, 1);
  }).timeout(60_000);

  it('takes no more requests meanwhile', async () => {
    await upload(4);
    const stopped = world.bot.stop();
    await world.bot.wrote(/"msg":"stopping"/);
    await assert.rejects(world.user.says('/help'));
    assert.equal(await stopped, 0);
  }).timeout(60_000);

  it('and told so again exits at once, and goes on after a restart', async () => {
    const file = await upload(12);
    const stopped = world.bot.stop();
    await world.bot.wrote(/"msg":"stopping"/);
    const toldAgainAt = Date.now();
    assert.equal(await world.bot.stop(), 1);
    await stopped;
    assert.ok(Date.now() - toldAgainAt < 2_000);
    await world.restart();
    await waitForText(world.user.conversation, /Posted to Field/, 40_000);
    assert.deepEqual(
      world.kaizala.posts().map(({ files }) => files[0]?.sha256),
      [await file.sha256()],
    );
  }).timeout(90_000);
});

describe('a bot that is told to stop while a message comes in', () => {
  let world: World;
  before(async () => {
    world = await createWorld({ defaultGroup: 'Field' });
  });
  after(() => world.close());

  it('asks its question, once, however long the chat makes it wait', async () => {
    const { bot, user } = world;
    const endpoint = String(user.endpoint);
    let stopped: Promise<number | null> | undefined;
    user.endpoint = slowDelivery(endpoint, async () => {
      stopped = bot.stop();
      await bot.wrote(/"msg":"stopping"/);
    });
    world.teams.failNext('send', { kind: 'throttle', retryAfterSeconds: 4 });
    const file = await world.teams.serveFile({ kind: 'generated', size: 20_000 }, { name: 'late.pdf' });
    assert.equal((await user.shares([file])).status, 200);
    assert.equal(await stopped, 0);
    assert.deepEqual(
      world.teams.callsIn(user.conversation.id).map(({ call }) => call),
      ['send', 'send'],
    );
    assert.equal(user.conversation.messages.length, 1);
    assert.doesNotMatch(bot.output, /"level":50/);
  }).timeout(60_000);
});

/** Sends the headers, and the body only when the bot has read these and something else is done. */
function slowDelivery(endpoint: string, meanwhile: () => Promise<void>): Delivery {
  return async (body) => {
    const start = performance.now();
    const sent = request(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        expect: '100-continue',
      },
    });
    const answered = once(sent, 'response');
    await once(sent, 'continue');
    await meanwhile();
    sent.end(body);
    const [response] = await answered;
    return {
      status: response.statusCode,
      body: await text(response),
      durationMs: performance.now() - start,
    };
  };
}
