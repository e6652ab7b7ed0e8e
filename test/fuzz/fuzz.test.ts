import assert from 'node:assert/strict';
import { renderFuzz } from './render-fuzz.ts';
import { runFuzz } from './run-fuzz.ts';

/** The same inputs each time, unless somebody asks for others. */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_128);
const inputs = Number(process.env.FUZZ_RUNS ?? 3_000);

describe('the bot, whatever it is fed', () => {
  it(`neither ends, hangs nor fails without a reason, ${inputs} times (FUZZ_SEED=${seed})`, async () => {
    const result = await runFuzz({ seed, inputs });
    assert.deepEqual(
      { crashes: result.crashes, problems: result.problems },
      { crashes: 0, problems: [] },
      renderFuzz(result),
    );
  }).timeout(600_000);
});
