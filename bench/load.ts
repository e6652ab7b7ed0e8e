import { parseArgs } from 'node:util';
import { percentile } from '../test/support/percentile.ts';
import { holdConversations } from '../test/support/teams-load.ts';
import { createWorld } from '../test/support/world.ts';

/**
 * How soon Teams is answered while 200 people share a file and answer its card, over and over for two minutes, and
 * whether everything gets to Kaizala once and byte for byte. `npm run bench:load`; ends with 1 if not.
 */
const MOST_MS = 1_000;
/** So often each of them does: with 200, that is 300 files and 600 activities a minute. */
const EVERY_MS = 40_000;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    conversations: { type: 'string', default: '200' },
  },
});
const seconds = Number(values.seconds);
const conversations = Number(values.conversations);
// A short run has as many activities a minute, from fewer people who share oftener.
const everyMs = Math.min(EVERY_MS, (EVERY_MS * conversations) / 200);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const world = await createWorld({ defaultGroup: 'Field' });
try {
  const result = await holdConversations(world, { conversations, seconds, everyMs, patienceMs: 120_000 });
  const { answerTimes, failures, forwards, unasked, lost, twice, damaged, workedOffMs } = result;
  const shares = [0.5, 0.99, 0.999, 1] as const;
  const p99 = percentile(answerTimes, 0.99);
  console.table({
    conversations,
    seconds,
    files: forwards,
    activities: answerTimes.length,
    'activities a minute': Math.round((answerTimes.length / seconds) * 60),
    ...Object.fromEntries(
      shares.map((share) => [
        `${share * 100} % answered within, ms`,
        Math.round(percentile(answerTimes, share)),
      ]),
    ),
    'not answered with 200': failures.length,
    'without a card': unasked,
    'not in Kaizala': lost,
    'more than once in Kaizala': twice,
    'not byte for byte': damaged,
    'all done after, s': Number((workedOffMs / 1000).toFixed(1)),
  });
  const isGood = p99 < MOST_MS && failures.length + unasked + lost + twice + damaged === 0;
  if (!isGood) console.error('A bound was missed: all of it, once, and 99 % answered within a second.');
  process.exitCode = isGood ? 0 : 1;
} finally {
  await world.close();
}
