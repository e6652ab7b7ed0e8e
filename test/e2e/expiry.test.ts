import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cardActions } from '../../emulators/teams/cards/card-actions.ts';
import { cardOf } from '../../emulators/teams/cards/card-of.ts';
import type { ChatMessage } from '../../emulators/teams/connector/conversation.ts';
import { textOf, waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { eventually } from '../support/eventually.ts';
import { executeAnswer } from '../support/execute-answer.ts';
import { createWorld, type World } from '../support/world.ts';

const SHORT_MS = 900;
const DAYS = String(SHORT_MS / 86_400_000);
const HOURS = String(SHORT_MS / 3_600_000);

describe('what ends by itself', () => {
  let world: World;
  before(async () => {
    world = await createWorld({
      defaultGroup: 'Field',
      environment: { UNANSWERED_DAYS: DAYS, FAILED_FILES_HOURS: HOURS },
    });
  });
  after(() => world.close());
  beforeEach(() => {
    world.kaizala.faults.clear();
    world.teams.clearFaults();
  });

  const newUser = () => world.teams.createUser({ endpoint: world.user.endpoint });
  const share = async (user: World['user'], name: string): Promise<ChatMessage> => {
    await user.shares([await world.teams.serveFile({ kind: 'generated', size: 20_000 }, { name })]);
    return waitForQuestion(user.conversation, name);
  };
  /** A start tidies up, so the bot is started again once the time is over. */
  const startLater = async () => {
    await world.bot.stop();
    await delay(SHORT_MS);
    await world.restart();
  };
  const restarted = (user: World['user']) => {
    user.endpoint = world.user.endpoint;
  };
  const notesIn = ({ conversation }: World['user']) =>
    conversation.messages.filter((message) => /you shared .* have expired/.test(textOf(message)));
  const spool = () => readdir(join(world.folder, 'data', 'spool'));

  it('is a card that nobody answers, and the person is told so once', async () => {
    const user = newUser();
    const question = await share(user, 'forgotten.pdf');
    await startLater();
    restarted(user);
    const card = await waitForUpdate(user.conversation, question, /^Expired: nobody answered in time/);
    assert.deepEqual(cardActions(cardOf(card.activity)), []);
    assert.match(textOf(card), /forgotten\.pdf/);
    assert.match(textOf(notesIn(user)[0] ?? assert.fail()), /expired: forgotten\.pdf\. Share them again/);
    await eventually(async () => (await spool()).length === 0);

    const late = await user.submits(question.activity, 'Forward', { caption: 'too late' });
    assert.match(executeAnswer(late).text, /^These files have expired/);
    await user.says('too late as well');
    await waitForText(user.conversation, /nothing to answer/);
    await startLater();
    restarted(user);
    await user.says('/status');
    await waitForText(user.conversation, /Nothing of yours/);
    assert.equal(notesIn(user).length, 1);
    assert.deepEqual(world.kaizala.posts(), []);
  }).timeout(60_000);

  it('is told again when the chat fails, and not at all when it refuses', async () => {
    const user = newUser();
    const question = await share(user, 'unlucky.pdf');
    await world.bot.stop();
    await delay(SHORT_MS);
    world.teams.failNext('send', { kind: 'status', status: 500 });
    await world.restart();
    restarted(user);
    await waitForUpdate(user.conversation, question, /^Expired/);
    assert.equal(notesIn(user).length, 1);

    const next = await share(user, 'refused.pdf');
    await world.bot.stop();
    await delay(SHORT_MS);
    world.teams.failNext('send', { kind: 'status', status: 403 });
    await world.restart();
    restarted(user);
    await waitForUpdate(user.conversation, next, /^Expired/);
    assert.equal(notesIn(user).length, 1);
  }).timeout(60_000);

  it('is the Retry of a post that failed, with its bytes', async () => {
    const user = newUser();
    world.kaizala.faults.add({ kind: 'status', operation: 'action', status: 403 });
    const question = await share(user, 'failed.pdf');
    await user.submits(question.activity, 'Skip caption');
    const failed = await waitForUpdate(user.conversation, question, /^Not posted to Field/);
    assert.equal((await spool()).length, 1);
    await startLater();
    restarted(user);
    const card = await waitForUpdate(user.conversation, question, /and then deleted: share it again/);
    assert.deepEqual(cardActions(cardOf(card.activity)), []);
    await eventually(async () => (await spool()).length === 0);
    const retried = executeAnswer(await user.submits(failed.activity, 'Retry'));
    assert.match(retried.text, /nothing to try again/);
    assert.deepEqual(world.kaizala.posts(), []);
  }).timeout(60_000);
});
