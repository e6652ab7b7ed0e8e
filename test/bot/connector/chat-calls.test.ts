import assert from 'node:assert/strict';
import sinon, { type SinonFakeTimers } from 'sinon';
import { callDeadline } from '../../../bot/connector/call-deadline.ts';
import { callSignal } from '../../../bot/connector/call-signal.ts';
import { ChatAnswerError } from '../../../bot/connector/chat-answer-error.ts';
import { type ChatCall, ChatCalls } from '../../../bot/connector/chat-calls.ts';

const SEND = { conversationKey: 'msteams|a', urgency: 'change' } as const;
const UPDATE = { ...SEND, messageId: '1' };
const inTime = (call: Omit<ChatCall, 'deadline'>): ChatCall => ({
  ...call,
  deadline: callDeadline(call.urgency, Date.now()),
});

describe('ChatCalls', () => {
  let clock: SinonFakeTimers;
  let calls: ChatCalls;
  let made: number;
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    calls = new ChatCalls();
    made = 0;
  });
  afterEach(() => clock.restore());

  /** Makes a call that fails with these statuses in turn, then succeeds; tells how that ended. */
  const outcome = async (call: Omit<ChatCall, 'deadline'>, ...statuses: number[]) => {
    const before = made;
    const ended = calls
      .make(inTime(call), async () => {
        const status = statuses[made - before];
        made += 1;
        if (status !== undefined) throw new ChatAnswerError(status, '', status === 429 ? 2_000 : undefined);
        return 'taken';
      })
      .catch((error: { statusCode?: number; code: string }) => error.statusCode ?? error.code);
    await clock.tickAsync(60_000);
    return [await ended, made - before];
  };

  it('repeats what was throttled, as it was not taken', async () => {
    assert.deepEqual(await outcome(SEND, 429, 429), ['taken', 3]);
    assert.deepEqual(await outcome(UPDATE, 429), ['taken', 2]);
    assert.deepEqual(await outcome({ ...SEND, urgency: 'turn' }, 429, 429), ['taken', 3]);
  });

  for (const status of [412, 500, 502, 503, 504]) {
    it(`repeats a change, but no message, after ${status}`, async () => {
      assert.deepEqual(await outcome(UPDATE, status), ['taken', 2]);
      assert.deepEqual(await outcome(SEND, status), [status, 1]);
    });
  }

  it('gives up when there is no time left, and says why', async () => {
    const always = Array.from({ length: 99 }, () => 429);
    const [why, times] = await outcome({ ...SEND, urgency: 'turn' }, ...always);
    assert.equal(why, 429);
    assert.ok(Number(times) > 1 && Number(times) <= 5, String(times));
  });

  it('never repeats progress, and says when it is not wanted', async () => {
    assert.equal(calls.takesProgress(UPDATE), true);
    const refuse = () => {
      made += 1;
      return Promise.reject(new ChatAnswerError(429, ''));
    };
    await assert.rejects(calls.make(inTime({ ...UPDATE, urgency: 'progress' }), refuse), { statusCode: 429 });
    assert.equal(calls.takesProgress(UPDATE), false);
    assert.equal(calls.takesProgress({ ...UPDATE, conversationKey: 'msteams|b' }), true);
    await clock.tickAsync(60_000);
    assert.equal(made, 1);
    assert.equal(calls.takesProgress(UPDATE), true);
  });

  it('calls off what is not over in time, and shows no progress there for a while', async () => {
    let signal: AbortSignal | undefined;
    const hang = () => {
      signal = callSignal();
      return new Promise<never>(() => {});
    };
    const made = calls.make({ ...UPDATE, deadline: Date.now() + 8_000 }, hang);
    const failed = assert.rejects(made, { code: 'timeout' });
    await clock.tickAsync(7_999);
    assert.equal(signal?.aborted, false);
    await clock.tickAsync(1);
    await failed;
    assert.equal(signal?.aborted, true);
    assert.equal(calls.takesProgress(UPDATE), false);
    await clock.tickAsync(30_000);
    assert.equal(calls.takesProgress(UPDATE), true);
  });

  it('tries no more what the bot was refused, until somebody writes from there', async () => {
    assert.deepEqual(await outcome(SEND, 403), [403, 1]);
    assert.deepEqual(await outcome(SEND), [403, 0]);
    assert.deepEqual(await outcome(UPDATE, 403), [403, 1]);
    assert.deepEqual(await outcome(UPDATE), [403, 0]);
    assert.equal(calls.takesProgress(UPDATE), false);
    assert.deepEqual(await outcome({ ...SEND, urgency: 'turn' }), ['taken', 1]);
    assert.deepEqual(await outcome(UPDATE), ['taken', 1]);
    assert.equal(calls.takesProgress(UPDATE), true);
  });

  it('tries again in all threads of a channel once somebody writes in one of them', async () => {
    const inThread = (root: string) => ({ ...SEND, conversationKey: `msteams|19:c;messageid=${root}` });
    assert.deepEqual(await outcome(inThread('1'), 403), [403, 1]);
    assert.deepEqual(await outcome({ ...inThread('2'), urgency: 'turn' }), ['taken', 1]);
    assert.deepEqual(await outcome(inThread('1')), ['taken', 1]);
  });

  it('changes a message that is gone no more, while others go on', async () => {
    assert.deepEqual(await outcome(UPDATE, 404), [404, 1]);
    assert.deepEqual(await outcome(UPDATE), [404, 0]);
    assert.deepEqual(await outcome({ ...UPDATE, messageId: '2' }), ['taken', 1]);
    assert.deepEqual(await outcome(SEND, 404), [404, 1]);
    assert.deepEqual(await outcome(SEND), ['taken', 1]);
  });

  it('tries again after an hour', async () => {
    await outcome(SEND, 403);
    await clock.tickAsync(3_600_000);
    assert.deepEqual(await outcome(SEND), ['taken', 1]);
  });
});
