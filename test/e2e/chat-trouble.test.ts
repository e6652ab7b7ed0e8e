import assert from 'node:assert/strict';
import type { ChatMessage } from '../../emulators/teams/connector/conversation.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { textOf, waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { eventually } from '../support/eventually.ts';
import { executeAnswer } from '../support/execute-answer.ts';
import { createWorld, type World } from '../support/world.ts';

describe('a chat that makes trouble', () => {
  let world: World;
  let user: TeamsUser;
  let name: string;
  let count = 0;
  before(async () => {
    world = await createWorld({ defaultGroup: 'Field' });
  });
  after(() => world.close());
  beforeEach(() => {
    name = `trouble-${++count}.jpg`;
    user = world.teams.createUser({ endpoint: world.user.endpoint });
  });
  afterEach(() => {
    world.teams.clearFaults();
    world.kaizala.faults.clear();
  });

  const share = async (size = 20_000): Promise<ChatMessage> => {
    await user.shares([await world.teams.serveFile({ kind: 'generated', size }, { name })]);
    return waitForQuestion(user.conversation, name);
  };
  const isPosted = () => world.kaizala.posts().some(({ files }) => files.some((file) => file.name === name));
  const callsSince = (start: number) =>
    world.teams
      .callsIn(user.conversation.id)
      .slice(start)
      .map(({ call }) => call);
  const callCount = () => world.teams.callsIn(user.conversation.id).length;

  for (const status of [403, 404]) {
    it(`which answers everything with ${status} stops no forward, and is left alone soon`, async () => {
      const question = await share();
      const before = callCount();
      const everything = { kind: 'status', status } as const;
      for (const call of ['send', 'update'] as const)
        world.teams.failNext(call, everything, Number.POSITIVE_INFINITY);
      const answer = executeAnswer(await user.submits(question.activity, 'Forward', { caption: 'on' }));
      assert.match(answer.text, /^(Forwarding|Posted) to Field/);
      await eventually(isPosted);
      await user.says('/status');
      const calls = callsSince(before);
      // Without a memory there would be one for each of the four changes. A person's turn opens the door again.
      assert.ok(calls.filter((call) => call === 'update').length <= 2, calls.join());
      assert.equal(calls.filter((call) => call === 'send').length, 1, 'the answer to /status');
    });
  }

  it('which throttles a message gets it once it may have it, and once', async () => {
    world.teams.failNext('send', { kind: 'throttle', retryAfterSeconds: 1 });
    const question = await share();
    assert.equal(user.conversation.messages.length, 1);
    assert.match(textOf(question), /Forward to Kaizala/);
  });

  it('which fails while it takes a message is not sent it again in the same turn', async () => {
    world.teams.failNext('send', { kind: 'status', status: 503 });
    const before = callCount();
    await user.says('/help');
    assert.match(textOf(await waitForText(user.conversation, /went wrong/)), /on my side/);
    assert.deepEqual(callsSince(before), ['send', 'send'], 'the answer, then the apology');
  });

  it('which fails while it takes a question gets it a little later, and no apology', async () => {
    world.teams.failNext('send', { kind: 'status', status: 502 });
    await user.shares([await world.teams.serveFile({ kind: 'generated', size: 20_000 }, { name })]);
    await waitForText(user.conversation, /Forward to Kaizala/, 30_000);
    assert.equal(user.conversation.messages.length, 1);
  }).timeout(40_000);

  it('which does not answer is answered all the same, and the files are safe', async () => {
    world.teams.failNext('send', { kind: 'stall' });
    const file = await world.teams.serveFile({ kind: 'generated', size: 20_000 }, { name });
    const { status, durationMs } = await user.shares([file]);
    assert.equal(status, 200);
    // Far from the ten seconds that the bot waits for a call.
    assert.ok(durationMs < 5_000, `${durationMs} ms`);
    await world.bot.kill();
    await world.restart();
    user.endpoint = world.user.endpoint;
    const question = await waitForQuestion(user.conversation, name, 30_000);
    await user.submits(question.activity, 'Forward');
    await eventually(isPosted);
  }).timeout(60_000);

  it('which fails while it takes an update is shown the newest state in the end', async () => {
    const question = await share();
    world.teams.failNext('update', { kind: 'status', status: 502 }, 2);
    await user.submits(question.activity, 'Forward');
    await waitForUpdate(user.conversation, question, /^Posted to Field/, 15_000);
  });

  it('which throttles an update is shown no progress for a while, but what changes', async () => {
    world.kaizala.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 3_000_000 });
    const question = await share(20_000_000);
    world.teams.failNext('update', { kind: 'throttle', retryAfterSeconds: 1 });
    await user.submits(question.activity, 'Skip caption');
    await waitForUpdate(user.conversation, question, /^Posted to Field/, 20_000);
    const shown = user.conversation.events
      .filter(({ kind }) => kind === 'updated')
      .map(({ activity }) => textOf({ activity }));
    const withProgress = shown.filter((text) => /Uploading [1-9]/.test(text));
    assert.ok(withProgress.length <= 1, 'only as the state that came after the throttling');
  });

  it('is not told the same twice, and no more than every two seconds while things go on', async () => {
    const member = world.teams.createGroupChat({
      endpoint: String(world.user.endpoint),
      members: [{ name: 'Asha' }],
    });
    const asha = member.member('Asha');
    await asha.says('/link field auto');
    const files = Array.from({ length: 6 }, (_, index) =>
      world.teams.serveFile(
        { kind: 'generated', size: 20_000 * (index + 1) },
        { name: `many-${index}.pdf`, behaviour: { kind: 'slow', bytesPerSecond: 20_000 } },
      ),
    );
    await asha.shares(await Promise.all(files), '', { mention: 'none' });
    const reply = await waitForText(member.conversation, /^✓ Posted to Field crew North: 6 files/, 30_000);
    const versions = [...reply.history, reply.activity].map((activity) => textOf({ activity }));
    assert.deepEqual(versions, [...new Set(versions)]);
    const times = member.conversation.events.flatMap(({ kind, at }) =>
      kind === 'said' ? [] : [at.getTime()],
    );
    const gaps = times.slice(1, -1).map((at, index) => at - (times[index] ?? 0));
    assert.ok(
      gaps.slice(1).every((gap) => gap > 1_900),
      gaps.join(),
    );
  }).timeout(40_000);

  it('which hangs holds up no post, and shows the last state once it is back', async () => {
    world.kaizala.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 1_000_000 });
    const question = await share(6_000_000);
    world.teams.failNext('update', { kind: 'stall' }, Number.POSITIVE_INFINITY);
    const began = Date.now();
    await user.submits(question.activity, 'Skip caption');
    await eventually(isPosted, 30_000);
    assert.ok(Date.now() - began < 12_000, 'the upload takes six seconds');
    world.teams.clearFaults();
    await waitForUpdate(user.conversation, question, /^Posted to Field/, 60_000);
  }).timeout(100_000);

  for (const fault of [{ kind: 'stall' }, { kind: 'status', status: 500 }] as const) {
    it(`which takes no update (${fault.kind}) has the press of a button answered in time, by the card`, async () => {
      await user.says('/link');
      const card = await waitForText(user.conversation, /not linked/);
      world.teams.failNext('update', fault, Number.POSITIVE_INFINITY);
      const [group] = world.kaizala.groups;
      const began = Date.now();
      const pressed = { linkGroup: group?.groupId ?? '', linkMode: 'ask' };
      const answer = executeAnswer(await user.submits(card.activity, 'Link', pressed));
      assert.ok(Date.now() - began < 10_000, 'Teams waits no longer');
      assert.equal(answer.kind, 'card');
      assert.match(answer.text, /is linked to/);
      world.teams.clearFaults();
      await user.says('/mode');
      await waitForText(user.conversation, /^This chat is linked to/);
    }).timeout(40_000);
  }

  it('keeps within what Teams allows while many forwards change at once', async () => {
    const questions: ChatMessage[] = [];
    for (let index = 0; index < 6; index++) {
      name = `many-${count}-${index}.jpg`;
      questions.push(await share());
    }
    await Promise.all(questions.map(({ activity }) => user.submits(activity, 'Forward')));
    for (const question of questions)
      await waitForUpdate(user.conversation, question, /^Posted to Field/, 20_000);
    const calledAt = world.teams.callsIn(user.conversation.id).map(({ at }) => at);
    assert.ok(calledAt.length > 12);
    for (const [calls, withinMs] of [
      [7, 1_000],
      [8, 2_000],
    ] as const) {
      const tooSoon = calledAt.filter((at, index) => at - (calledAt[index - calls] ?? 0) < withinMs);
      assert.deepEqual(tooSoon, [], `more than ${calls} in ${withinMs} ms`);
    }
  });
});
