import assert from 'node:assert/strict';
import { cardActions } from '../../emulators/teams/cards/card-actions.ts';
import { cardOf } from '../../emulators/teams/cards/card-of.ts';
import type { ChatMessage } from '../../emulators/teams/connector/conversation.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { textOf, waitForQuestion, waitForText } from '../support/chat.ts';
import { createWorld, type World } from '../support/world.ts';

describe('an answer on a card', () => {
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
    user = world.teams.createUser({ endpoint: world.user.endpoint });
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

  it('given twice posts once and says so', async () => {
    await user.submits(asked, 'Forward', { caption: 'first' });
    await user.submits(asked, 'Forward', { caption: 'second' });
    await waitForText(user.conversation, /answered already/);
    await waitForText(user.conversation, /Posted to/);
    assert.deepEqual(
      posts().map(({ caption }) => caption),
      ['first'],
    );
  });

  it('given twice at the same moment posts once', async () => {
    await Promise.all([1, 2, 3, 4].map((n) => user.submits(asked, 'Forward', { caption: `click ${n}` })));
    await waitForText(user.conversation, /Posted to/);
    assert.equal(posts().length, 1);
    assert.equal(user.conversation.messages.filter((m) => /answered already/.test(textOf(m))).length, 3);
  });

  it('after it was cancelled does nothing', async () => {
    await user.submits(asked, 'Cancel');
    await user.submits(asked, 'Forward', { caption: 'too late' });
    await waitForText(user.conversation, /answered already/);
    assert.deepEqual(posts(), []);
  });

  it('by somebody else is refused, and the person who was asked can still answer', async () => {
    const other = world.teams.createUser({ endpoint: user.endpoint, name: 'Someone Else' });
    await user.submits(asked, 'Forward', { caption: 'not mine' }, { from: other.member });
    await waitForText(user.conversation, new RegExp(`Only ${user.member.name} can answer`));
    await user.submits(asked, 'Forward', { caption: 'mine' });
    await waitForText(user.conversation, /Posted to/);
    assert.equal(posts()[0]?.caption, 'mine');
  });

  it('from another conversation is refused', async () => {
    const other = world.teams.createUser({ endpoint: user.endpoint });
    await other.says('x', { text: undefined, value: dataOf('Forward') });
    await waitForText(other.conversation, /does not belong to anything/);
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
      await user.says('x', { text: undefined, value: { ...dataOf('Forward'), ...change } });
      await waitForText(user.conversation, /does not belong to anything/);
      await user.submits(asked, 'Skip caption');
      await waitForText(user.conversation, /Posted to/);
    });
  }

  it('that is no object gets a clear answer', async () => {
    await user.says('x', { text: undefined, value: 'nonsense' });
    await waitForText(user.conversation, /does not belong to anything/);
  });

  it('with a caption that is too long is asked for again', async () => {
    await user.submits(asked, 'Forward', { caption: 'x'.repeat(4_001) });
    await waitForText(user.conversation, /has 4001 characters/);
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
    await user.submits(question.activity, 'Forward', { group: world.kaizala.hiddenGroup.groupId });
    await waitForText(user.conversation, /not one of the connector’s/);
    await user.submits(question.activity, 'Forward', { group: world.kaizala.groups[0]?.groupId ?? '' });
    await waitForText(user.conversation, /Posted to/);
  });
});
