import assert from 'node:assert/strict';
import type { ChatMessage } from '../../emulators/teams/connector/conversation.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { textOf, waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
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
    ['history', /Nothing was forwarded here yet/],
    ['retry', /Nothing of yours here has failed/],
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
    await waitForText(
      user.conversation,
      /^This chat is not linked.*\n\nForward [0-9a-f]{8}, shared .+ – Waiting for your answer on the card\n• waiting\.jpg/,
    );
    await user.says('help wanted at the gate');
    await waitForText(user.conversation, /Posted to Field/);
    const post = world.kaizala.posts().find(({ files }) => files[0]?.name === 'waiting.jpg');
    assert.equal(post?.caption, 'help wanted at the gate');
  });

  /** Shares a document and sends it on its way with its name as the caption. */
  async function forward(name: string, person = user): Promise<{ card: ChatMessage; id: string }> {
    await person.shares([await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name })]);
    const card = await waitForQuestion(person.conversation, name);
    await person.submits(card.activity, 'Forward', { caption: name });
    const [, id = ''] = /^Forward ([0-9a-f]{8})$/m.exec(textOf(card)) ?? [];
    return { card, id };
  }
  async function failed(name: string, status = 403) {
    world.kaizala.faults.add({ kind: 'status', operation: 'action', status });
    const forwarded = await forward(name);
    await waitForUpdate(user.conversation, forwarded.card, /^Not posted to Field/);
    return forwarded;
  }
  const says = async (text: string, pattern: RegExp) => {
    await user.says(text);
    return textOf(await waitForText(user.conversation, pattern));
  };

  it('tells what became of the newest forwards, as many as asked for', async () => {
    const names = ['1.pdf', '2.pdf', '3.pdf', '4.pdf', '5.pdf', '6.pdf'];
    for (const name of names) {
      const { card } = await forward(name);
      await waitForUpdate(user.conversation, card, /^Posted to Field/);
    }
    const five = await says('history', /shared/);
    assert.deepEqual(
      [
        ...five.matchAll(/^Forward [0-9a-f]{8}, shared .+ – Posted to Field crew North\n• (.*) – Posted$/gm),
      ].map(([, name]) => name),
      names.slice(1).toReversed(),
    );
    const one = await says('/history 1', /^Forward [^\n]*\n• 6\.pdf – Posted$/);
    assert.equal(one.split('\n').length, 2);
    for (const bad of ['0', '21', '-1', '2.5', 'all', '99999999999999999999']) {
      await user.says(`/history ${bad}`);
      const answer = user.conversation.messages.at(-1);
      assert.match(answer ? textOf(answer) : '', /takes a number from 1 to 20/, bad);
    }
  });

  it('tells a person what is theirs, and a chat of many what is everybody’s', async () => {
    const { conversation } = user;
    const other = { id: '29:other', name: 'Ravi Iyer' };
    const bot = { id: '28:bot', name: 'Kaizala Bridge' };
    const group = {
      conversation: { conversationType: 'groupChat', id: conversation.id },
      recipient: bot,
      entities: [{ type: 'mention', text: '<at>Kaizala Bridge</at>', mentioned: bot }],
    };
    const file = await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name: 'theirs.pdf' });
    await user.shares([file], '', { from: other, ...group });
    await waitForQuestion(conversation, 'theirs.pdf');
    await says('/history', /Nothing was forwarded here yet/);
    await user.says('/history', group);
    await waitForText(conversation, /^Forward \S+, shared .+ by Ravi Iyer – Waiting [^\n]+\n• theirs\.pdf$/);
    const [, id = ''] = /^Forward (\S+),/.exec(textOf(conversation.messages.at(-1) ?? assert.fail())) ?? [];
    await says(`/retry ${id}`, /^I know of no forward/);
  });

  it('tries again what failed: the newest, or the one that is named', async () => {
    const first = await failed('first.pdf');
    const second = await failed('second.pdf');
    await says('/retry', new RegExp(`^Trying again, of forward ${second.id}: second\\.pdf\\.$`));
    await waitForUpdate(user.conversation, second.card, /^Posted to Field/);
    await says(`/retry ${first.id.toUpperCase()}`, /Trying again, of forward \S+: first\.pdf/);
    await waitForUpdate(user.conversation, first.card, /^Posted to Field/);
    await says(`/retry ${first.id}`, /is posted; nothing of it has failed/);
    await says('retry', /Nothing of yours here has failed/);
  });

  it('says why nothing can be tried again', async () => {
    const { id } = await failed('hopeless.pdf', 400);
    await says(`/retry ${id}`, /can’t be tried again: Kaizala did not accept the request/);
    await says('/retry hopeless.pdf', /“hopeless\.pdf” is no id of a forward/);
    await says('/retry 00000000', /know of no forward 00000000 here/);
    const other = world.teams.createUser({ endpoint: world.user.endpoint });
    await other.says(`/retry ${id}`);
    await waitForText(other.conversation, /know of no forward/);
  });

  it('does not try again what waits for an answer, was cancelled or is under way', async () => {
    const name = 'open.pdf';
    await user.shares([await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name })]);
    const card = await waitForQuestion(user.conversation, name);
    const [, id = ''] = /^Forward ([0-9a-f]{8})$/m.exec(textOf(card)) ?? [];
    await says(`/retry ${id}`, /waits for your answer on its card/);
    world.kaizala.faults.add({ kind: 'throttle', operation: 'media', retryAfter: 5 });
    await user.submits(card.activity, 'Skip caption');
    await waitForUpdate(user.conversation, card, /Waiting to try again/);
    await says(`/retry ${id}`, /is under way/);
    await says(
      '/status',
      /^This chat is not linked to a Kaizala group\.\n\nForward \S+, shared .+ – Forwarding to Field crew North\n• open\.pdf – Waiting to try again in \d+ (minutes|seconds), because: Kaizala takes no more calls/,
    );
    await user.says('/cancel');
    await waitForUpdate(user.conversation, card, /^Cancelled/);
    await says(`/retry ${id}`, /was cancelled/);
  });

  it('leaves a caption that begins with a command’s name alone', async () => {
    for (const caption of ['retry 1a2b3c4d', 'history 3']) {
      const name = `${caption.replace(' ', '-')}.pdf`;
      await user.shares([await world.teams.serveFile({ kind: 'generated', size: 9_000 }, { name })]);
      const card = await waitForQuestion(user.conversation, name);
      await user.says(caption);
      await waitForUpdate(user.conversation, card, /^Posted to Field/);
      const post = world.kaizala.posts().find(({ files }) => files[0]?.name === name);
      assert.equal(post?.caption, caption);
    }
  });
});
