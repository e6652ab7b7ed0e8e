import assert from 'node:assert/strict';
import { cardActions } from '../../emulators/teams/cards/card-actions.ts';
import { cardInputs } from '../../emulators/teams/cards/card-inputs.ts';
import { cardOf } from '../../emulators/teams/cards/card-of.ts';
import type { ChatMessage } from '../../emulators/teams/connector/conversation.ts';
import type { SendAnswer, TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { textOf, waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { executeAnswer } from '../support/execute-answer.ts';
import { createWorld, type World } from '../support/world.ts';

for (const client of ['new', 'old'] as const)
  describe(`an answer on a card, from ${client === 'new' ? 'a' : 'an old'} client`, () => {
    let world: World;
    let user: TeamsUser;
    let question: ChatMessage;
    let asked: ChatMessage['activity'];
    let name: string;
    let count = 0;
    before(async () => {
      world = await createWorld({ defaultGroup: 'Field' });
    });
    after(() => world.close());
    beforeEach(async () => {
      name = `answer-${++count}.jpg`;
      user = world.teams.createUser({ endpoint: world.user.endpoint, client });
      await user.shares([await world.teams.serveFile({ kind: 'generated', size: 20_000 }, { name })]);
      question = await waitForQuestion(user.conversation, name);
      asked = question.activity;
    });

    const posts = () => world.kaizala.posts().filter(({ files }) => files.some((file) => file.name === name));
    const dataOf = (title: string) => {
      const button = cardActions(cardOf(asked)).find((action) => action.title === title);
      assert.ok(button);
      return button.data as Record<string, unknown>;
    };

    /** Says the same to everybody: in the answer of the call, or else as a message. */
    const assertSaid = async (answer: SendAnswer, pattern: RegExp, { conversation } = user) => {
      if (client === 'old') return void (await waitForText(conversation, pattern));
      const { kind, text } = executeAnswer(answer);
      assert.equal(kind, 'text');
      assert.match(text, pattern);
    };
    const press = (value: unknown, by = user) =>
      client === 'old'
        ? by.says('x', { text: undefined, value })
        : by.says('x', {
            type: 'invoke',
            name: 'adaptiveCard/action',
            text: undefined,
            value: { action: { type: 'Action.Execute', verb: 'forward', data: value }, trigger: 'manual' },
          });

    it('given twice posts once and says so', async () => {
      await user.submits(asked, 'Forward', { caption: 'first' });
      await assertSaid(await user.submits(asked, 'Forward', { caption: 'second' }), /answered already/);
      await waitForText(user.conversation, /Posted to/);
      assert.deepEqual(
        posts().map(({ caption }) => caption),
        ['first'],
      );
    });

    it('given twice at the same moment posts once', async () => {
      const answers = await Promise.all(
        [1, 2, 3, 4].map((n) => user.submits(asked, 'Forward', { caption: `click ${n}` })),
      );
      await waitForText(user.conversation, /Posted to/);
      assert.equal(posts().length, 1);
      const said =
        client === 'old' ? user.conversation.messages.map(textOf) : answers.map((a) => executeAnswer(a).text);
      assert.equal(said.filter((text) => /answered already/.test(text)).length, 3);
    });

    it('after it was cancelled does nothing', async () => {
      await user.submits(asked, 'Cancel');
      await assertSaid(await user.submits(asked, 'Forward', { caption: 'too late' }), /answered already/);
      assert.deepEqual(posts(), []);
    });

    it('by somebody else is refused, and the person who was asked can still answer', async () => {
      const other = world.teams.createUser({ endpoint: user.endpoint, name: 'Someone Else' });
      const answer = await user.submits(asked, 'Forward', { caption: 'not mine' }, { from: other.member });
      await assertSaid(answer, new RegExp(`Only ${user.member.name} can answer`));
      await user.submits(asked, 'Forward', { caption: 'mine' });
      await waitForText(user.conversation, /Posted to/);
      assert.equal(posts()[0]?.caption, 'mine');
    });

    it('from another conversation is refused', async () => {
      const other = world.teams.createUser({ endpoint: user.endpoint });
      await assertSaid(await press(dataOf('Forward'), other), /does not belong to anything/, other);
      assert.equal(textOf(question).includes('Forward to Kaizala'), true);
    });

    for (const [what, change] of [
      ['without an id', { forwardId: undefined }],
      ['with an id that is no id', { forwardId: '1; DROP TABLE forwards' }],
      ['with an id that nobody knows', { forwardId: '00000000-0000-4000-8000-000000000000' }],
      ['with an unknown action', { action: 'explode' }],
      ['with a caption that is no text', { caption: { a: 1 } }],
    ] as const) {
      it(`${what} gets a clear answer`, async () => {
        await assertSaid(await press({ ...dataOf('Forward'), ...change }), /does not belong to anything/);
        await user.submits(asked, 'Skip caption');
        await waitForText(user.conversation, /Posted to/);
      });
    }

    it('that is no object gets a clear answer', async () => {
      await assertSaid(await press('nonsense'), /does not belong to anything/);
    });

    it('with a caption that is too long is asked for again', async () => {
      await assertSaid(
        await user.submits(asked, 'Forward', { caption: 'x'.repeat(4_001) }),
        /has 4001 characters/,
      );
      await user.submits(asked, 'Forward', { caption: 'y'.repeat(4_000) });
      await waitForText(user.conversation, /Posted to/);
      assert.equal(posts()[0]?.caption?.length, 4_000);
    });
  });

describe('an answer on a card that has a choice of groups', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  it('with a group that is not one of the connector’s does nothing', async () => {
    const { user } = world;
    await user.shares([
      await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name: 'foreign.jpg' }),
    ]);
    const question = await waitForQuestion(user.conversation, 'foreign.jpg');
    const group = world.kaizala.hiddenGroup.groupId;
    const answer = executeAnswer(await user.submits(question.activity, 'Forward', { group }));
    assert.match(answer.text, /not one of the connector’s/);
    await user.submits(question.activity, 'Forward', { group: world.kaizala.groups[0]?.groupId ?? '' });
    await waitForText(user.conversation, /Posted to/);
  });
});

describe('an Action.Execute', () => {
  let world: World;
  let user: TeamsUser;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());
  beforeEach(() => {
    user = world.teams.createUser({ endpoint: world.user.endpoint });
  });
  const ask = async (name: string) => {
    await user.shares([await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name })]);
    return waitForQuestion(user.conversation, name);
  };
  const group = () => world.kaizala.groups[0]?.groupId ?? '';
  const forwardCards = () => user.conversation.messages.filter(({ activity }) => cardOf(activity));

  it('is answered with the card as it is now, while the message is updated for everybody', async () => {
    const question = await ask('at-once.jpg');
    const answer = executeAnswer(await user.submits(question.activity, 'Forward', { group: group() }));
    assert.equal(answer.kind, 'card');
    assert.match(answer.text, /^(Forwarding|Posted) to /);
    await waitForUpdate(user.conversation, question, /^Posted to/);
    assert.equal(user.conversation.messages.length, 1, 'nothing is said beside the card');
  });

  it('gets an answer whenever it is delivered, and acts once', async () => {
    const question = await ask('copies.jpg');
    const first = await user.submits(question.activity, 'Forward', { caption: 'once', group: group() });
    const copies = await Promise.all([1, 2, 3].map(() => user.resends(first.activity)));
    for (const copy of copies) assert.match(executeAnswer(copy).text, /^(Forwarding|Posted) to /);
    await waitForUpdate(user.conversation, question, /^Posted to/);
    assert.match(executeAnswer(await user.resends(first.activity)).text, /^Posted to/);
    const posts = world.kaizala.posts().filter(({ files }) => files[0]?.name === 'copies.jpg');
    assert.deepEqual(
      posts.map(({ caption }) => caption),
      ['once'],
    );
  });

  it('without a group keeps the caption, and the group is asked for in the chat', async () => {
    const question = await ask('groupless.jpg');
    const answer = await user.submits(question.activity, 'Forward', { caption: 'kept' });
    assert.equal(executeAnswer(answer).kind, 'card');
    const { value } = JSON.parse(answer.body) as { value: unknown };
    assert.equal(cardInputs(value).find(({ id }) => id === 'caption')?.value, 'kept');
    await waitForText(user.conversation, /Which group should it go to/);
    await user.says('1');
    await waitForUpdate(user.conversation, question, /^Posted to/);
    assert.equal(world.kaizala.posts().at(-1)?.caption, 'kept');
  });

  it('whose turn fails is answered with words, too', async () => {
    const question = await ask('failing.jpg');
    world.teams.failNext('send', { kind: 'status', status: 503 });
    const answer = executeAnswer(await user.submits(question.activity, 'Forward', { caption: 'x' }));
    assert.match(answer.text, /Something went wrong on my side/);
    assert.equal(user.conversation.messages.length, 1);
  });

  it('that does not say which message it was pressed on works as well', async () => {
    const question = await ask('no-reply-to.jpg');
    const inputs = { group: group() };
    await user.submits(question.activity, 'Forward', inputs, { replyToId: undefined });
    await waitForUpdate(user.conversation, question, /^Posted to/);
    assert.equal(forwardCards().length, 1);
  });

  for (const [what, value] of [
    ['without a value', undefined],
    ['without an action', { trigger: 'manual' }],
    ['with an action that is no object', { action: 'x' }],
    ['with another kind of action', { action: { type: 'Action.Other', data: {} } }],
    ['without data', { action: { type: 'Action.Execute', verb: 'unheard of' } }],
  ] as const) {
    it(`${what} is answered with words`, async () => {
      const answer = await user.says('', {
        type: 'invoke',
        name: 'adaptiveCard/action',
        text: undefined,
        value,
      });
      assert.match(executeAnswer(answer).text, /does not belong to anything/);
    });
  }
});
