import assert from 'node:assert/strict';
import { callDeadline } from '../../../bot/connector/call-deadline.ts';

describe('the deadline of a call to the chat', () => {
  it('is the same for all calls of a turn, within what Teams waits for the answer to a button', () => {
    for (const now of [1_000, 3_000, 8_000]) assert.equal(callDeadline('turn', 1_000, now), 9_000);
  });

  it('leaves a second to a turn that was slow before', () => {
    assert.equal(callDeadline('turn', 1_000, 20_000), 21_000);
  });

  it('is nearer for progress than for changes', () => {
    assert.equal(callDeadline('progress', 0, 50_000), 53_000);
    assert.equal(callDeadline('change', 0, 50_000), 70_000);
  });
});
