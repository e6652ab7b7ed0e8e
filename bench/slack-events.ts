import { percentile } from '../test/support/percentile.ts';
import { loadEvents } from '../test/support/slack-load.ts';
import { createSlackWorld } from '../test/support/slack-world.ts';

/**
 * How soon Slack is answered that delivers 500 events a second for ten seconds, a third of them retries, and
 * whether each makes one answer. `npm run bench:slack`; takes about two minutes.
 */
const world = await createSlackWorld();
try {
  const result = await loadEvents(world, {
    perSecond: 500,
    seconds: 10,
    channels: 100,
    people: 50,
    patienceMs: 240_000,
  });
  const { deliveries, retries, failures, answerTimes, lost, twice, workedOffMs } = result;
  const times = [0.5, 0.9, 0.99, 0.999, 1].map(
    (share) => `${share * 100} % within ${percentile(answerTimes, share).toFixed(0)} ms`,
  );
  console.log(
    `${deliveries} deliveries, ${retries} of them retries, ${failures.length} not answered with 200.`,
  );
  console.log(`Answered: ${times.join(', ')}.`);
  console.log(
    `${lost} messages got no answer, ${twice} more than one. All was done after ${(workedOffMs / 1000).toFixed(1)} s.`,
  );
} finally {
  await world.close();
}
