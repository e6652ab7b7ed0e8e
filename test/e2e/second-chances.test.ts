import assert from 'node:assert/strict';
import type { ChatMessage } from '../../emulators/teams/connector/conversation.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { textOf, waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { eventually } from '../support/eventually.ts';
import { createWorld, type World } from '../support/world.ts';

describe('when something goes wrong after the answer', () => {
  let world: World;
  let user: TeamsUser;
  let count = 0;
  before(async () => {
    world = await createWorld({ defaultGroup: 'Field' });
  });
  after(() => world.close());
  beforeEach(() => {
    world.kaizala.faults.clear();
    user = world.teams.createUser({ endpoint: world.user.endpoint });
  });

  async function shareAndForward(): Promise<ChatMessage> {
    const name = `chance-${++count}.jpg`;
    await user.shares([await world.teams.serveFile({ kind: 'generated', size: 30_000 }, { name })]);
    const question = await waitForQuestion(user.conversation, name);
    await user.submits(question.activity, 'Forward', { caption: name });
    return question;
  }
  const posts = () => world.kaizala.posts().filter(({ caption }) => caption === `chance-${count}.jpg`);

  it('the card says what happened and what to do, and Retry tries again', async () => {
    world.kaizala.faults.add({ kind: 'status', operation: 'action', status: 403 });
    const card = await shareAndForward();
    const failed = await waitForUpdate(user.conversation, card, /^Not posted to Field/);
    assert.match(textOf(failed), /✗ Failed: .*Kaizala/);
    await user.submits(failed.activity, 'Retry');
    await waitForUpdate(user.conversation, card, /^Posted to Field/);
    assert.equal(posts().length, 1);
    const uploads = world.kaizala.requests.filter(({ operation }) => operation === 'media');
    assert.equal(uploads.length, 1, 'what is uploaded is not uploaded again');
  });

  it('Retry on a card that has nothing to retry gets a clear answer', async () => {
    world.kaizala.faults.add({ kind: 'status', operation: 'action', status: 403 });
    const card = await shareAndForward();
    const failed = await waitForUpdate(user.conversation, card, /^Not posted to Field/);
    await user.submits(failed.activity, 'Retry');
    await waitForUpdate(user.conversation, card, /^Posted to Field/);
    await user.submits(failed.activity, 'Retry');
    await waitForText(user.conversation, /nothing to try again/);
    assert.equal(posts().length, 1);
  });

  it('a wait is shown with its reason, and can be cancelled', async () => {
    world.kaizala.faults.add({ kind: 'throttle', operation: 'media', retryAfter: 600 });
    const card = await shareAndForward();
    const waiting = await waitForUpdate(user.conversation, card, /Waiting to try again: /);
    await user.submits(waiting.activity, 'Cancel');
    await waitForUpdate(user.conversation, card, /^Cancelled/);
    assert.equal(posts().length, 0);
  });

  it('an answer that was cut off is looked up, not posted again', async () => {
    world.kaizala.faults.add({ kind: 'resetAfterEffect', operation: 'action' });
    const card = await shareAndForward();
    await waitForUpdate(user.conversation, card, /^Posted to Field/);
    assert.equal(posts().length, 1);
  });

  for (const status of [400, 403, 404]) {
    it(`a chat that answers ${status} to every update does not stop the forward, nor get apologies`, async () => {
      world.teams.failNext('update', { kind: 'status', status }, Number.POSITIVE_INFINITY);
      await shareAndForward();
      await eventually(() => posts().length === 1);
      world.teams.clearFaults();
      await user.says('/help');
      await waitForText(user.conversation, /Attach one or more files/);
      assert.equal(user.conversation.messages.length, 2);
    });
  }

  it('a chat that fails for a while gets the last word later', async () => {
    world.teams.failNext('update', { kind: 'status', status: 500 }, 8);
    const card = await shareAndForward();
    await eventually(() => posts().length === 1, 40_000);
    await user.conversation.waitFor(
      ({ messages }) => messages.some((m) => m.id === card.id && /^Posted to Field/.test(textOf(m))),
      { timeoutMs: 60_000 },
    );
  }).timeout(110_000);

  it('a question that the chat did not take is asked again', async () => {
    world.teams.failNext('send', { kind: 'status', status: 400 }, 2);
    const name = `chance-${++count}.jpg`;
    await user.shares([await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name })]);
    await waitForText(user.conversation, new RegExp(`Forward to Kaizala[\\s\\S]*${name}`), 30_000);
  }).timeout(40_000);

  it('“/cancel now” withdraws rather than becomes the caption', async () => {
    const name = `chance-${++count}.jpg`;
    await user.shares([await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name })]);
    const question = await waitForQuestion(user.conversation, name);
    await user.says('/cancel now');
    await waitForUpdate(user.conversation, question, /^Cancelled/);
    assert.equal(
      world.kaizala.posts().some(({ files }) => files[0]?.name === name),
      false,
    );
  });
});
