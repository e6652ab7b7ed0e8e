import assert from 'node:assert/strict';
import sinon, { type SinonFakeTimers } from 'sinon';
import { CallQueue, type Urgency } from '../../../bot/connector/call-queue.ts';
import { TEAMS_LIMITS } from '../../../bot/connector/chat-limits.ts';

describe('CallQueue', () => {
  let clock: SinonFakeTimers;
  let queue: CallQueue;
  let gone: string[];
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    queue = new CallQueue(TEAMS_LIMITS);
    gone = [];
  });
  afterEach(() => clock.restore());

  const enter = (name: string, urgency: Urgency = 'change', patienceMs = 60_000) => {
    queue.enter(urgency, Date.now() + patienceMs).then(
      () => gone.push(`${name} ${Date.now()}`),
      ({ code }) => gone.push(`${name} ${code} ${Date.now()}`),
    );
  };

  it('lets seven go at once and the eighth a second later', async () => {
    for (let index = 1; index <= 8; index++) enter(`${index}`);
    await clock.tickAsync(0);
    assert.equal(gone.length, 7);
    await clock.tickAsync(1_099);
    assert.equal(gone.length, 7);
    await clock.tickAsync(1);
    assert.equal(gone.at(-1), '8 1100');
  });

  it('lets a turn go before changes, and those before progress', async () => {
    queue.refused(1_000);
    enter('progress', 'progress');
    enter('first change');
    enter('second change');
    enter('turn', 'turn');
    await clock.tickAsync(1_000);
    assert.deepEqual(gone, ['turn 1000', 'first change 1000', 'second change 1000', 'progress 1000']);
  });

  it('turns away at once who can’t go in time, and lets those go who can', async () => {
    queue.refused(5_000);
    enter('hasty', 'turn', 4_000);
    enter('patient', 'change', 6_000);
    await clock.tickAsync(0);
    assert.deepEqual(gone, ['hasty chat.busy 0']);
    await clock.tickAsync(5_000);
    assert.equal(gone.at(-1), 'patient 5000');
  });

  it('doubles its pauses until something is taken', async () => {
    const pauseAfterRefusal = async () => {
      queue.refused(undefined, () => 1);
      const start = Date.now();
      enter('x', 'change', 1_000_000);
      await clock.tickAsync(100_000);
      return Number(gone.at(-1)?.split(' ')[1]) - start;
    };
    const pauses = [await pauseAfterRefusal(), await pauseAfterRefusal(), await pauseAfterRefusal()];
    assert.deepEqual(pauses, [1_000, 2_000, 4_000]);
    queue.taken();
    assert.equal(await pauseAfterRefusal(), 1_000);
  });

  it('is strained for a while after it was refused', async () => {
    assert.equal(queue.isStrained, false);
    queue.refused(2_000);
    await clock.tickAsync(31_999);
    assert.equal(queue.isStrained, true);
    await clock.tickAsync(1);
    assert.equal(queue.isStrained, false);
  });

  it('forgets everything after an hour', async () => {
    assert.equal(queue.isIdle, true);
    enter('x');
    await clock.tickAsync(3_600_000);
    assert.equal(queue.isIdle, false);
    await clock.tickAsync(200);
    assert.equal(queue.isIdle, true);
  });
});
