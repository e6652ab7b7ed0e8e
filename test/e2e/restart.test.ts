import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { eventually } from '../support/eventually.ts';
import { createWorld, type World } from '../support/world.ts';

describe('the bot killed with SIGKILL and started again', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ defaultGroup: 'Field' });
  });
  afterEach(() => world.close());

  async function assertPostedOnce(sha256: string) {
    await waitForText(world.user.conversation, /Posted to Field/, 40_000);
    assert.deepEqual(
      world.kaizala.posts().map(({ files }) => files.map((file) => file.sha256)),
      [[sha256]],
    );
    await eventually(async () => (await readdir(join(world.folder, 'data', 'spool'))).length === 0);
  }

  it('while the dialog waits, still takes the answer', async () => {
    const file = await world.teams.serveFile({ kind: 'generated', size: 60_000 }, { name: 'wait.jpg' });
    await world.user.shares([file]);
    await waitForQuestion(world.user.conversation, 'wait.jpg');
    await world.bot.kill();
    await world.restart();
    await world.user.says('typed after the restart');
    await assertPostedOnce(await file.sha256());
    assert.equal(world.kaizala.posts()[0]?.caption, 'typed after the restart');
  }).timeout(60_000);

  it('while it spools, fetches the file again', async () => {
    const file = await world.teams.serveFile(
      { kind: 'generated', size: 4_000_000 },
      { name: 'spool.mp4', behaviour: { kind: 'slow', bytesPerSecond: 2_000_000 } },
    );
    await world.user.shares([file]);
    const question = await waitForQuestion(world.user.conversation, 'spool.mp4');
    await world.bot.kill();
    await world.restart();
    await world.user.submits(question.activity, 'Skip caption');
    await assertPostedOnce(await file.sha256());
  }).timeout(60_000);

  it('while it uploads, uploads again and posts once', async () => {
    world.kaizala.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 4_000_000 });
    const file = await world.teams.serveFile({ kind: 'generated', size: 20_000_000 }, { name: 'up.mp4' });
    await world.user.shares([file]);
    const question = await waitForQuestion(world.user.conversation, 'up.mp4');
    await world.user.submits(question.activity, 'Forward', { caption: 'kept' });
    await waitForUpdate(world.user.conversation, question, /Uploading [1-9]/);
    await world.bot.kill();
    await world.restart();
    await assertPostedOnce(await file.sha256());
    assert.equal(world.kaizala.posts()[0]?.caption, 'kept');
  }).timeout(60_000);

  it('after Kaizala took the post but before the bot heard so, does not post again', async () => {
    world.kaizala.faults.add({ kind: 'stall', operation: 'action', afterEffect: true });
    const file = await world.teams.serveFile({ kind: 'generated', size: 60_000 }, { name: 'heard.jpg' });
    await world.user.shares([file]);
    const question = await waitForQuestion(world.user.conversation, 'heard.jpg');
    await world.user.submits(question.activity, 'Skip caption');
    await waitForUpdate(world.user.conversation, question, /Posting/);
    await world.bot.kill();
    assert.equal(world.kaizala.posts().length, 1);
    await world.restart();
    await assertPostedOnce(await file.sha256());
  }).timeout(60_000);

  it('asks a person who was not asked yet', async () => {
    world.teams.failNext('send', { kind: 'stall' }, Number.POSITIVE_INFINITY);
    const file = await world.teams.serveFile({ kind: 'generated', size: 60_000 }, { name: 'asked.jpg' });
    const unanswered = world.user.shares([file]).catch(() => undefined);
    await eventually(() => file.requests > 0);
    await world.bot.kill();
    await unanswered;
    world.teams.clearFaults();
    await world.restart();
    await world.user.conversation.waitFor(
      ({ messages }) => messages.length > 0 && JSON.stringify(messages[0]?.activity).includes('asked.jpg'),
      { timeoutMs: 40_000 },
    );
  }).timeout(60_000);
});
