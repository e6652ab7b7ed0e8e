import assert from 'node:assert/strict';
import sinon, { type SinonFakeTimers } from 'sinon';
import { ProgressBoard } from '../../bot/progress-board.ts';

describe('ProgressBoard', () => {
  let clock: SinonFakeTimers;
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });
  afterEach(() => clock.restore());

  it('shows the newest progress, no more often than every two seconds', async () => {
    const shown: (number | undefined)[] = [];
    const board = new ProgressBoard(async (id) => void shown.push(board.progressOf(id).get('post')));
    for (let percent = 1; percent <= 100; percent++) {
      board.note('forward', 'post', percent / 100);
      await clock.tickAsync(50);
    }
    assert.deepEqual(shown, [0.4, 0.8]);
  });

  it('shows nothing more once it is settled, and waits for what is on its way', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let count = 0;
    const board = new ProgressBoard(() => {
      count++;
      return promise;
    });
    board.note('forward', 'post', 0.5);
    await clock.tickAsync(2_000);
    board.note('forward', 'post', 0.9);
    let isSettled = false;
    const settled = board.settle('forward').then(() => {
      isSettled = true;
    });
    await clock.tickAsync(5_000);
    assert.equal(count, 1);
    assert.equal(isSettled, false);
    resolve();
    await settled;
    assert.equal(board.progressOf('forward').size, 0);
  });
});
