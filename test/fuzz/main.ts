import { renderFuzz } from './render-fuzz.ts';
import { runFuzz } from './run-fuzz.ts';

/**
 * Feeds the bot 20,000 hostile inputs and more. `npm run fuzz`, with the environment variables `FUZZ_SEED` (any if absent)
 * and `FUZZ_RUNS`. Ends with 1 if something came of it that must not be.
 */
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const inputs = Number(process.env.FUZZ_RUNS ?? 20_000);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

console.log(`FUZZ_SEED=${seed} FUZZ_RUNS=${inputs}`);
const result = await runFuzz({ seed, inputs, onProgress: console.log });
console.log(renderFuzz(result));
process.exitCode = result.problems.length > 0 || result.crashes > 0 ? 1 : 0;
