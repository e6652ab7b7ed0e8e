import assert from 'node:assert/strict';
import sinon, { type SinonFakeTimers } from 'sinon';
import { RightOfWay } from '../../../bot/slack/right-of-way.ts';

describe('RightOfWay', () => {
  let clock: SinonFakeTimers;
  let rightOfWay: RightOfWay;
  let hasGone: boolean;
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    rightOfWay = new RightOfWay();
    hasGone = false;
  });
  afterEach(() => clock.restore());

  const give = () => {
    void rightOfWay.give().then(() => {
      hasGone = true;
    });
  };

  /** Something that Slack waits for, until it is ended. */
  const take = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    void rightOfWay.take(() => promise);
    return resolve;
  };

  it('keeps nobody while what Slack waits for goes fast', async () => {
    take();
    await clock.tickAsync(100);
    give();
    await clock.tickAsync(0);
    assert.ok(hasGone);
  });

  it('keeps others while it is slow, and for a moment after', async () => {
    const end = take();
    await clock.tickAsync(200);
    give();
    await clock.tickAsync(1_000);
    end();
    await clock.tickAsync(100);
    assert.ok(!hasGone);
    await clock.tickAsync(100);
    assert.ok(hasGone);
  });

  it('keeps nobody for more than five seconds', async () => {
    take();
    await clock.tickAsync(200);
    give();
    await clock.tickAsync(4_900);
    assert.ok(!hasGone);
    await clock.tickAsync(200);
    assert.ok(hasGone);
  });
});
