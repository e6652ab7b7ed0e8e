import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { activityOfEvent } from '../../../bot/channels/slack/activity-of-event.ts';
import { hearMessage } from '../../../bot/messages/hear-message.ts';
import { envelope, MENTION, SHARED, WORKSPACE } from '../channels/slack/envelopes.ts';

const THREAD = { thread_ts: '1766458000.000001' };
const TEXT = { ...SHARED, subtype: undefined, files: undefined };
const DIRECT = { channel: 'D0DM0001', channel_type: 'im' };

/** What the database is asked on the way. */
async function hear(event: object, open?: string) {
  const asked: string[] = [];
  const services = {
    links: {
      async find() {
        asked.push('link');
        return undefined;
      },
    },
    forwards: {
      async findOpen() {
        asked.push('question');
        return undefined;
      },
      async findOpenInThread() {
        asked.push('question');
        return open;
      },
    },
  };
  const activity = activityOfEvent(envelope(event), WORKSPACE) as Activity;
  return { heard: await hearMessage(services, activity), asked };
}

describe('a message of Slack', () => {
  for (const [what, event, isAddressed, asked] of [
    ['text', TEXT, undefined, []],
    ['text in a thread', { ...TEXT, ...THREAD }, undefined, ['question']],
    ['text to somebody in a thread', { ...TEXT, ...THREAD, text: '<@U0RAVI01> hi' }, undefined, []],
    ['nothing in a thread', { ...TEXT, ...THREAD, text: ' ' }, undefined, []],
    ['files', SHARED, undefined, ['link']],
    ['files in a thread', { ...SHARED, ...THREAD }, undefined, ['link']],
    ['a mention', MENTION, true, ['link']],
    ['text in a direct message', { ...TEXT, ...DIRECT }, true, ['link']],
  ] as const) {
    it(`that is ${what} is ${isAddressed ? 'heard' : 'left alone'} after ${asked.length} questions`, async () => {
      const result = await hear(event);
      assert.equal(result.heard?.isAddressed, isAddressed);
      assert.deepEqual(result.asked, asked);
    });
  }

  it('is heard in a thread in which the bot waits for it', async () => {
    const { heard, asked } = await hear({ ...TEXT, ...THREAD }, 'forward');
    assert.equal(heard?.isAddressed, true);
    assert.deepEqual(asked, ['question']);
  });
});
