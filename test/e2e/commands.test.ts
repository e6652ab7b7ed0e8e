import assert from 'node:assert/strict';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { textOf, waitForQuestion, waitForText } from '../support/chat.ts';
import { createWorld, type World } from '../support/world.ts';

describe('the bot in a personal chat', () => {
  let world: World;
  let user: TeamsUser;
  before(async () => {
    world = await createWorld({ defaultGroup: 'Field' });
  });
  after(() => world.close());
  beforeEach(() => {
    user = world.teams.createUser({ endpoint: world.user.endpoint });
  });

  it('says hello once, although Teams announces an installation twice', async () => {
    await user.installs();
    await waitForText(user.conversation, /^Hello!/);
    await user.says('/help');
    await waitForText(user.conversation, /Attach one or more files/);
    assert.equal(user.conversation.messages.filter((message) => /^Hello!/.test(textOf(message))).length, 1);
  });

  for (const [command, answer] of [
    ['help', /Attach one or more files/],
    ['groups', /• Field crew North\n• Store 114/],
    ['status', /Nothing of yours is waiting/],
    ['cancel', /nothing to cancel/],
  ] as const) {
    for (const typed of [command, `/${command}`, ` /${command.toUpperCase()} `]) {
      it(`answers “${typed}”`, async () => {
        await user.says(typed);
        await waitForText(user.conversation, answer);
      });
    }
  }

  it('says so when it does not know a command', async () => {
    await user.says('/dance');
    await waitForText(user.conversation, /I don’t know \/dance/);
  });

  it('explains itself when there is nothing to answer', async () => {
    await user.says('good morning');
    await waitForText(user.conversation, /nothing to answer at the moment/);
  });

  it('tells what waits, without taking the command for the caption', async () => {
    await user.shares([
      await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name: 'waiting.jpg' }),
    ]);
    await waitForQuestion(user.conversation, 'waiting.jpg');
    await user.says('status');
    await waitForText(user.conversation, /Waiting for your answer on the card\n• waiting\.jpg/);
    await user.says('help wanted at the gate');
    await waitForText(user.conversation, /Posted to Field/);
    const post = world.kaizala.posts().find(({ files }) => files[0]?.name === 'waiting.jpg');
    assert.equal(post?.caption, 'help wanted at the gate');
  });
});
