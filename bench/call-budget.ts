import { setTimeout as delay } from 'node:timers/promises';
import { waitForQuestion, waitForText } from '../test/support/chat.ts';
import { createCluster } from '../test/support/cluster.ts';
import { stopPostgres } from '../test/support/postgres.ts';

/**
 * How much of Kaizala's 100 calls a minute two bots on one PostgreSQL use while 300 small files wait, how often
 * they run into its limit, and how long somebody waits who shares one file in the middle of it.
 * `npm run bench:calls`; takes about seven minutes and needs PostgreSQL's programs.
 */
const LIMIT = 100;
const FORWARDS = 30;
const FILES = 10;
const MINUTE_MS = 60_000;
/** Before each single file. The first comes while the backlog is still being fetched. */
const PAUSES_MS = [5_000, 30_000, MINUTE_MS, MINUTE_MS, MINUTE_MS];

const cluster = await createCluster({
  bots: 2,
  defaultGroup: 'Field',
  kaizala: { callsPerMinute: LIMIT },
  environment: { KAIZALA_CALLS_PER_MINUTE: String(LIMIT) },
});
const { kaizala, teams } = cluster;
const calls = () => kaizala.requests.filter(({ operation }) => operation !== 'accessToken');

async function share(bot: number, names: readonly string[]) {
  const user = cluster.createUser((body) => cluster.deliver(bot, body));
  const files = await Promise.all(
    names.map((name) => teams.serveFile({ kind: 'generated', size: 2_000 }, { name })),
  );
  await user.shares(files);
  return { user, question: await waitForQuestion(user.conversation, names[0] ?? '') };
}

try {
  for (let number = 0; number < FORWARDS; number++) {
    const names = Array.from({ length: FILES }, (_, file) => `backlog-${number}-${file}.pdf`);
    const { user, question } = await share(number % 2, names);
    await user.submits(question.activity, 'Forward', { caption: `backlog ${number}` });
  }
  console.log(`${FORWARDS * FILES} files are waiting.`);
  const waits: number[] = [];
  for (const [sample, pauseMs] of PAUSES_MS.entries()) {
    await delay(pauseMs);
    const { user, question } = await share(sample % 2, [`interactive-${sample}.pdf`]);
    const answeredAt = performance.now();
    await user.submits(question.activity, 'Forward', { caption: 'interactive' });
    await waitForText(user.conversation, /^Posted to Field/, MINUTE_MS);
    waits.push((performance.now() - answeredAt) / 1000);
    console.log(`A single file took ${waits.at(-1)?.toFixed(1)} s, with ${kaizala.posts().length} posted.`);
  }
  while (kaizala.posts().length < FORWARDS * FILES + waits.length) await delay(1000);
  const times = calls().map(({ time }) => time);
  const [first = 0] = times;
  const last = times.at(-1) ?? first;
  const refused = calls().filter(({ status }) => status === 429).length;
  const whole = Math.floor((last - first) / MINUTE_MS);
  const perMinute = Array.from({ length: whole }, (_, minute) => {
    const from = first + minute * MINUTE_MS;
    return times.filter((time) => time >= from && time < from + MINUTE_MS).length;
  });
  console.log(`Calls in each whole minute: ${perMinute.join(', ')}`);
  console.log(
    `Refused with 429: ${refused} of ${times.length} (${((100 * refused) / times.length).toFixed(2)} %)`,
  );
  console.log(`Longest wait of a single file: ${Math.max(...waits).toFixed(1)} s`);
} finally {
  await cluster.close();
  await stopPostgres();
}
