import assert from 'node:assert/strict';
import { cardActions } from '../../emulators/teams/cards/card-actions.ts';
import { cardOf } from '../../emulators/teams/cards/card-of.ts';
import type { ChatMessage } from '../../emulators/teams/connector/conversation.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { textOf, waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { eventually } from '../support/eventually.ts';
import { executeAnswer } from '../support/execute-answer.ts';
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
    const again = executeAnswer(await user.submits(failed.activity, 'Retry'));
    assert.match(again.text, /nothing to try again/);
    assert.equal(posts().length, 1);
  });

  it('a wait is shown with its reason, and can be cancelled', async () => {
    world.kaizala.faults.add({ kind: 'throttle', operation: 'media', retryAfter: 5 });
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

  describe('of which nobody can tell whether Kaizala has it', () => {
    /** Cuts off the calls that post two documents, and does not let the bot look for them. */
    async function shareTwo(faults: readonly ('reset' | 'resetAfterEffect')[]) {
      const names = faults.map((_, index) => `doubt-${++count}-${index}.pdf`);
      for (const kind of faults) world.kaizala.faults.add({ kind, operation: 'action' });
      world.kaizala.faults.add({ kind: 'status', operation: 'actions', status: 403, times: 100 });
      const files = names.map((name) => world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name }));
      await user.shares(await Promise.all(files));
      const card = await waitForQuestion(user.conversation, names[0] ?? '');
      await user.submits(card.activity, 'Skip caption');
      // Asked only once the lost call can't come through any more.
      const checked = await waitForUpdate(user.conversation, card, /^Please check Field/, 60_000);
      world.kaizala.faults.clear();
      const postsOf = () =>
        world.kaizala
          .posts()
          .flatMap(({ files: [file] }) => (names.includes(file?.name ?? '') ? [file?.name] : []));
      return { card, checked, names, postsOf };
    }
    const titlesOf = ({ activity }: ChatMessage) => cardActions(cardOf(activity)).map(({ title }) => title);

    it('each post is asked for and settled by itself', async () => {
      // Kaizala has the second of them.
      const { card, checked, names, postsOf } = await shareTwo(['reset', 'resetAfterEffect']);
      const [first, second] = names;
      assert.deepEqual(titlesOf(checked), [
        `It is there: ${first}`,
        `Post it: ${first}`,
        `It is there: ${second}`,
        `Post it: ${second}`,
      ]);
      assert.match(textOf(checked), /Look into Field crew North, then press “It is there” or “Post it”/);
      await user.submits(checked.activity, `It is there: ${second}`);
      const half = await user.conversation.waitFor(({ messages }) =>
        messages.find((message) => message.id === card.id && titlesOf(message).length === 2),
      );
      assert.deepEqual(titlesOf(half), ['It is there', 'Post it']);
      assert.deepEqual(postsOf(), [second]);
      const [, id] = /^Forward ([0-9a-f]{8})$/m.exec(textOf(checked)) ?? [];
      for (const command of ['/retry', `/retry ${id}`]) {
        const before = user.conversation.messages.length;
        await user.says(command);
        const answer = await user.conversation.waitFor(({ messages }) => messages[before]);
        assert.match(textOf(answer), /look into the group, and answer on the card/);
      }
      await user.says('/status');
      await waitForText(user.conversation, new RegExp(`${first} – Please look into the group`));
      await user.submits(half.activity, 'Post it');
      await waitForUpdate(user.conversation, card, /^Posted to Field/);
      assert.deepEqual(postsOf(), [second, first]);
      const late = executeAnswer(await user.submits(checked.activity, `Post it: ${second}`));
      assert.match(late.text, /nothing to try again/);
      assert.deepEqual(postsOf(), [second, first]);
    }).timeout(120_000);

    it('a button that does not say which post settles the only one, and asks if there are more', async () => {
      const { card, checked, postsOf } = await shareTwo(['resetAfterEffect', 'resetAfterEffect']);
      const [button] = cardActions(cardOf(checked.activity));
      const press = () => user.says('', { text: undefined, value: { ...button?.data, postId: undefined } });
      await press();
      await waitForText(user.conversation, /Use the newest state of the card/);
      await user.submits(checked.activity, titlesOf(checked)[2] ?? '');
      await user.conversation.waitFor(({ messages }) =>
        messages.find((message) => message.id === card.id && titlesOf(message).length === 2),
      );
      await press();
      await waitForUpdate(user.conversation, card, /^Posted to Field/);
      assert.equal(postsOf().length, 2);
    }).timeout(120_000);
  });

  it('the card says how many went while the others wait to be tried again', async () => {
    world.kaizala.faults.add({ kind: 'throttle', operation: 'media', skip: 1, retryAfter: 5 });
    const names = ['went.pdf', 'waits.pdf'].map((name) => `${++count}-${name}`);
    const files = names.map((name) => world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name }));
    await user.shares(await Promise.all(files));
    const card = await waitForQuestion(user.conversation, names[0] ?? '');
    await user.submits(card.activity, 'Skip caption');
    const waiting = await waitForUpdate(user.conversation, card, /^1 of 2 posted to Field/);
    assert.match(
      textOf(waiting),
      new RegExp(`${names[1]}[^\\n]*\\n⚠ Waiting to try again: Kaizala takes no more`),
    );
    await user.submits(waiting.activity, 'Cancel');
  });
});
