import assert from 'node:assert/strict';
import { percentile } from '../support/percentile.ts';
import { loadEvents } from '../support/slack-load.ts';
import { createSlackWorld, type SlackWorld } from '../support/slack-world.ts';

describe('a rush of events of Slack', () => {
  let world: SlackWorld;
  before(async () => {
    world = await createSlackWorld();
  });
  after(() => world.close());

  it('is answered in time, and each event by the bot once', async () => {
    const load = { perSecond: 150, seconds: 2, channels: 20, people: 10, patienceMs: 60_000 };
    const { deliveries, retries, failures, answerTimes, lost, twice } = await loadEvents(world, load);
    assert.ok(retries >= deliveries / 5, `${retries} retries`);
    assert.deepEqual({ failures, lost, twice }, { failures: [], lost: 0, twice: 0 });
    assert.ok(percentile(answerTimes, 0.999) < 3_000, String(percentile(answerTimes, 0.999)));
  });
}).timeout(90_000);
