import { NO_POSTGRES, stopPostgres } from '../support/postgres.ts';
import { type Options, OptionsError, readOptions, USAGE } from './options.ts';
import { renderResult } from './render-result.ts';
import { runRound } from './run-round.ts';

const REST_MS = 240_000;

// The bots and the database are ended by what they have hung on the exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  const options = readOptions(process.argv.slice(2));
  if (options.engine === 'postgres' && NO_POSTGRES !== undefined) {
    throw new OptionsError(`${NO_POSTGRES}. Install one, or use --engine pglite.`);
  }
  process.exitCode = (await runRounds(options)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof OptionsError)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}

/** Whether every check of every round held. */
async function runRounds({ seed: wanted, minutes, ...options }: Options): Promise<boolean> {
  const first = wanted ?? Math.floor(Math.random() * 2 ** 31);
  const end = Date.now() + minutes * 60_000;
  let isGood = true;
  try {
    for (let round = 0; round === 0 || Date.now() < end; round += 1) {
      const seed = first + round;
      console.log(`\nRound ${round + 1}, --seed ${seed}`);
      const result = await runRound({
        ...options,
        seed,
        stalls: Math.ceil(options.forwards / 100),
        restMs: REST_MS,
        onProgress: (line) => console.log(`  ${line}`),
      });
      console.log(renderResult(result));
      isGood &&= result.violations.length === 0;
    }
  } finally {
    await stopPostgres();
  }
  return isGood;
}
