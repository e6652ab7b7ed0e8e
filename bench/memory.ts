import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { cardActions } from '../emulators/teams/cards/card-actions.ts';
import { cardOf } from '../emulators/teams/cards/card-of.ts';
import { cardTexts } from '../emulators/teams/cards/card-texts.ts';
import { createWorld } from '../test/support/world.ts';

/**
 * How much more memory the bot takes at its peak while four files of 100 MB go through at once than when it
 * is idle. `npm run bench:memory`; Linux only, for it reads /proc.
 */
const FILES = 4;
const SIZE = 100_000_000;

const world = await createWorld({ defaultGroup: 'Field', isFirstStart: true });
const residentMb = () => {
  const status = readFileSync(`/proc/${world.bot.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
};
try {
  // The first start builds the database, which leaves memory behind that later starts don't need.
  await world.bot.stop();
  await world.restart();
  await delay(5_000);
  const idle = residentMb();
  let peak = idle;
  const sampler = setInterval(() => {
    peak = Math.max(peak, residentMb());
  }, 20);
  const names = Array.from({ length: FILES }, (_, index) => `film-${index}.mp4`);
  const started = Date.now();
  await Promise.all(
    names.map(async (name) => {
      const file = await world.teams.serveFile({ kind: 'generated', size: SIZE }, { name });
      const user = world.teams.createUser({ endpoint: world.user.endpoint });
      const shared = await user.shares([file]);
      console.log(`${name}: acknowledged after ${Math.round(shared.durationMs)} ms`);
      const card = await user.conversation.waitFor(({ messages }) =>
        messages.find(({ activity }) => cardActions(cardOf(activity)).length > 0),
      );
      await user.submits(card.activity, 'Skip caption', {});
      await user.conversation.waitFor(
        ({ messages }) =>
          messages.some(({ activity }) => cardTexts(cardOf(activity)).join().includes('Posted to')),
        { timeoutMs: 300_000 },
      );
    }),
  );
  clearInterval(sampler);
  console.log(`${FILES} × ${SIZE / 1e6} MB in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  console.log(
    `idle ${idle.toFixed(0)} MB, peak ${peak.toFixed(0)} MB, difference ${(peak - idle).toFixed(0)} MB`,
  );
} finally {
  await world.close();
}
