import assert from 'node:assert/strict';
import sinon, { type SinonFakeTimers } from 'sinon';
import { ProgressBoard } from '../../../bot/showing/progress-board.ts';

describe('ProgressBoard', () => {
  let clock: SinonFakeTimers;
  let overtaken: string[];
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    overtaken = [];
  });
  afterEach(() => clock.restore());

  const boardThat = (show: (id: string) => Promise<void>) =>
    new ProgressBoard({ show, onOvertaken: async (id) => void overtaken.push(id) });
  const elapsed = async (work: () => Promise<void>, ms: number): Promise<number | undefined> => {
    const began = Date.now();
    let took: number | undefined;
    void work().then(() => {
      took = Date.now() - began;
    });
    await clock.tickAsync(ms);
    return took;
  };

  it('shows the newest progress, no more often than every two seconds', async () => {
    const shown: (number | undefined)[] = [];
    const board = boardThat(async (id) => void shown.push(board.progressOf(id).get('post')));
    for (let percent = 1; percent <= 100; percent++) {
      board.note('forward', 'post', percent / 100);
      await clock.tickAsync(50);
    }
    assert.deepEqual(shown, [0.4, 0.8]);
  });

  it('has one show of a forward under way, and none queued, while the chat hangs', async () => {
    const shown: string[] = [];
    const board = boardThat((id) => {
      shown.push(id);
      return new Promise((resolve) => setTimeout(resolve, 30_000));
    });
    for (let second = 0; second < 60; second++) {
      board.note('slow', 'post', second / 60);
      if (second < 10) board.note('other', 'post', second / 60);
      await clock.tickAsync(1_000);
    }
    assert.deepEqual(shown, ['slow', 'other', 'slow']);
    assert.equal(await elapsed(() => board.settle('slow'), 60_000), 1_000);
  });

  it('shows nothing more once it is settled, which waits for what is on its way', async () => {
    let count = 0;
    const board = boardThat(() => {
      count++;
      return new Promise((resolve) => setTimeout(resolve, 800));
    });
    board.note('forward', 'post', 0.5);
    await clock.tickAsync(2_000);
    board.note('forward', 'post', 0.9);
    assert.equal(await elapsed(() => board.settle('forward'), 10_000), 800);
    assert.equal(count, 1);
    assert.deepEqual(overtaken, []);
    assert.equal(board.progressOf('forward').size, 0);
  });

  it('is settled after a second at most, and tells when what was overtaken has ended', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const board = boardThat(() => promise);
    board.note('forward', 'post', 0.5);
    await clock.tickAsync(2_000);
    assert.equal(await elapsed(() => board.settle('forward'), 5_000), 1_000);
    assert.deepEqual(overtaken, []);
    resolve();
    await clock.tickAsync(0);
    assert.deepEqual(overtaken, ['forward']);
  });
});
