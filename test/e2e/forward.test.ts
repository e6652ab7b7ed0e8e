import assert from 'node:assert/strict';
import { cardActions } from '../../emulators/teams/cards/card-actions.ts';
import { cardInputs } from '../../emulators/teams/cards/card-inputs.ts';
import { cardOf } from '../../emulators/teams/cards/card-of.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { textOf, waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { createWorld, type World } from '../support/world.ts';

describe('a file shared in a personal chat', () => {
  let world: World;
  let user: TeamsUser;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());
  beforeEach(() => {
    user = world.teams.createUser({ endpoint: world.user.endpoint });
  });

  const group = (part: string) => {
    const found = world.kaizala.groups.find(({ groupName }) => groupName.includes(part));
    assert.ok(found);
    return found;
  };
  const serve = (name: string, size = 50_000) => world.teams.serveFile({ kind: 'generated', size }, { name });
  const postsOf = (fileName: string) =>
    world.kaizala.posts().filter(({ files }) => files.some(({ name }) => name === fileName));

  it('is posted once, byte for byte, to the chosen group with the caption', async () => {
    const file = await serve('crane.jpg');
    const caption = 'Ünïcode, "quotes" & <tags>\n**bold** 😀 ';
    await user.shares([file]);
    const question = await waitForQuestion(user.conversation, 'crane.jpg');
    await user.submits(question.activity, 'Forward', { caption, group: group('Warehouse').groupId });
    const done = await waitForText(user.conversation, /Posted to Warehouse/);
    const [post, ...others] = postsOf('crane.jpg');
    assert.ok(post);
    assert.deepEqual(others, []);
    assert.equal(post.actionType, 'Image');
    assert.equal(post.groupId, group('Warehouse').groupId);
    assert.equal(post.caption, caption);
    assert.equal(post.files[0]?.sha256, await file.sha256());
    assert.match(textOf(done), new RegExp(`Reference ${post.referenceId}`));
    assert.equal(done.id, question.id, 'the same message is updated in place');
    assert.equal(user.conversation.messages.length, 1);
  });

  it('makes one post for each action type, with pictures together in an album', async () => {
    const files = await Promise.all(
      ['one.jpg', 'note.mp3', 'two.png', 'film.mp4', 'plan.docx'].map((name) => serve(name)),
    );
    await user.shares(files, 'All at once');
    const question = await waitForQuestion(user.conversation, 'plan.docx');
    assert.equal(
      cardInputs(cardOf(question.activity)).find(({ id }) => id === 'caption')?.value,
      'All at once',
    );
    await user.submits(question.activity, 'Forward', { group: group('Field').groupId });
    await waitForText(user.conversation, /Posted to Field/);
    const posts = world.kaizala.posts().filter(({ caption }) => caption === 'All at once');
    assert.deepEqual(
      posts.map(({ actionType, files: media }) => [actionType, media.map(({ name }) => name)]),
      [
        ['Album', ['one.jpg', 'two.png']],
        ['Audio', ['note.mp3']],
        ['Video', ['film.mp4']],
        ['Document', ['plan.docx']],
      ],
    );
  });

  it('tells names, kinds and sizes, and asks for the group only on the card', async () => {
    await user.shares([await serve('sizes.pdf', 2_500_000)]);
    const question = await waitForQuestion(user.conversation, 'sizes.pdf');
    assert.match(textOf(question), /sizes\.pdf\s+Document · 2\.5 MB/);
    const [choice, text] = cardInputs(cardOf(question.activity));
    assert.equal(choice?.type, 'Input.ChoiceSet');
    assert.equal(choice.choices?.length, world.kaizala.groups.length);
    assert.equal(text?.type, 'Input.Text');
    assert.deepEqual(
      cardActions(cardOf(question.activity)).map(({ title }) => title),
      ['Forward', 'Skip caption', 'Cancel'],
    );
  });

  it('takes a typed message as the caption, then asks which group', async () => {
    await user.shares([await serve('typed.jpg')]);
    await waitForQuestion(user.conversation, 'typed.jpg');
    await user.says('Seen at the gate');
    await waitForText(user.conversation, /Which group/);
    await user.says('no such group');
    await waitForText(user.conversation, /none of the groups/);
    await user.says('store 114');
    await waitForText(user.conversation, /Posted to Store 114/);
    assert.equal(postsOf('typed.jpg')[0]?.caption, 'Seen at the gate');
    assert.match(postsOf('typed.jpg')[0]?.groupName ?? '', /^Store 114/);
  });

  it('can still be answered on the card after a caption was typed', async () => {
    await user.shares([await serve('both.jpg')]);
    const question = await waitForQuestion(user.conversation, 'both.jpg');
    await user.says('typed first');
    await waitForText(user.conversation, /Which group/);
    await user.submits(question.activity, 'Forward', { caption: 'card wins', group: group('Field').groupId });
    await waitForText(user.conversation, /Posted to Field/);
    assert.equal(postsOf('both.jpg')[0]?.caption, 'card wins');
  });

  it('keeps a typed caption when only the group is then chosen on the card', async () => {
    await user.shares([await serve('typed-then-card.jpg')]);
    const question = await waitForQuestion(user.conversation, 'typed-then-card.jpg');
    await user.says('typed and kept');
    await waitForText(user.conversation, /Which group/);
    await user.submits(question.activity, 'Forward', { caption: '', group: group('Field').groupId });
    await waitForText(user.conversation, /Posted to Field/);
    assert.equal(postsOf('typed-then-card.jpg')[0]?.caption, 'typed and kept');
  });

  it('goes without a caption when the person skips it, on the card or in words', async () => {
    await user.shares([await serve('skip-card.jpg')]);
    const first = await waitForQuestion(user.conversation, 'skip-card.jpg');
    await user.submits(first.activity, 'Skip caption', { caption: 'x', group: group('Field').groupId });
    await waitForText(user.conversation, /Posted to Field[\s\S]*skip-card/);
    await user.shares([await serve('skip-word.jpg')]);
    await waitForQuestion(user.conversation, 'skip-word.jpg');
    await user.says('skip');
    await waitForText(user.conversation, /Which group/);
    await user.says('1');
    await waitForText(user.conversation, /Posted to[\s\S]*skip-word/);
    assert.equal(postsOf('skip-card.jpg')[0]?.caption, '');
    assert.equal(postsOf('skip-word.jpg')[0]?.caption, '');
  });

  for (const way of ['the button', 'the word', 'the command'] as const) {
    it(`is withdrawn by ${way}`, async () => {
      const name = `cancel ${way}.jpg`;
      await user.shares([await serve(name)]);
      const question = await waitForQuestion(user.conversation, name);
      if (way === 'the button') await user.submits(question.activity, 'Cancel');
      else await user.says(way === 'the word' ? 'cancel' : '/cancel');
      const card = await waitForUpdate(user.conversation, question, /^Cancelled/);
      assert.equal(cardActions(cardOf(card.activity)).length, 0);
      assert.deepEqual(postsOf(name), []);
    });
  }

  it('keeps several questions open at once, to be answered in any order', async () => {
    await user.shares([await serve('early.jpg')]);
    const early = await waitForQuestion(user.conversation, 'early.jpg');
    await user.shares([await serve('late.jpg')]);
    const late = await waitForQuestion(user.conversation, 'late.jpg');
    await user.submits(early.activity, 'Forward', { caption: 'E', group: group('Field').groupId });
    await user.submits(late.activity, 'Forward', { caption: 'L', group: group('Field').groupId });
    await waitForText(user.conversation, /Posted to[\s\S]*early\.jpg/);
    await waitForText(user.conversation, /Posted to[\s\S]*late\.jpg/);
    assert.equal(postsOf('early.jpg')[0]?.caption, 'E');
    assert.equal(postsOf('late.jpg')[0]?.caption, 'L');
  });

  it('is not asked about again when Teams delivers the activity once more', async () => {
    const { activity } = await user.shares([await serve('twice.jpg')]);
    const question = await waitForQuestion(user.conversation, 'twice.jpg');
    await Promise.all([user.resends(activity), user.resends(activity)]);
    await user.submits(question.activity, 'Skip caption', { group: group('Field').groupId });
    await waitForText(user.conversation, /Posted to[\s\S]*twice\.jpg/);
    assert.equal(user.conversation.messages.length, 1);
    assert.equal(postsOf('twice.jpg').length, 1);
  });

  it('shows how far the upload is', async () => {
    world.kaizala.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 6_000_000 });
    await user.shares([await serve('slow.mp4', 20_000_000)]);
    const question = await waitForQuestion(user.conversation, 'slow.mp4');
    await user.submits(question.activity, 'Skip caption', { group: group('Field').groupId });
    await waitForUpdate(user.conversation, question, /Uploading [1-9]\d? %/);
    await waitForText(user.conversation, /Posted to/);
  });
});
