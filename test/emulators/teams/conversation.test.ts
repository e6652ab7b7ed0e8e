import assert from 'node:assert/strict';
import { Conversation } from '../../../emulators/teams/connector/conversation.ts';

describe('waiting in a Teams conversation', () => {
  it('resolves at once with what is there already', async () => {
    const conversation = new Conversation('a:1');
    conversation.sent('1', { type: 'message', text: 'Hi', content: undefined });
    assert.equal((await conversation.waitFor(({ messages }) => messages[0]))?.id, '1');
  });

  it('resolves when an update brings what is waited for', async () => {
    const conversation = new Conversation('a:1');
    conversation.sent('1', { type: 'message', text: 'Queued' });
    const posted = conversation.waitFor(({ messages }) =>
      messages.find(({ activity }) => activity.text === 'Posted'),
    );
    conversation.updated('1', { type: 'message', text: 'Uploading' });
    conversation.updated('1', { type: 'message', text: 'Posted' });
    assert.equal((await posted).history.length, 2);
  });

  it('rejects with the transcript when the time is over', async () => {
    const conversation = new Conversation('a:1');
    conversation.said('1', { type: 'message', text: 'Here it is' });
    conversation.sent('2', {
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'plan.pdf' }] },
        },
      ],
    });
    await assert.rejects(
      conversation.waitFor(() => false, { timeoutMs: 1 }),
      /within 1 ms[\s\S]+said 1: Here it is\n[\s\S]+sent 2: \[card\] plan\.pdf/,
    );
  });

  it('tells a listener of each event until it is stopped', () => {
    const conversation = new Conversation('a:1');
    const seen: string[] = [];
    const stop = conversation.onEvent(({ kind, id }) => seen.push(`${kind} ${id}`));
    conversation.said('1', { type: 'message' });
    conversation.sent('2', { type: 'typing' });
    stop();
    conversation.sent('3', { type: 'message' });
    assert.deepEqual(seen, ['said 1', 'sent 2']);
  });
});
