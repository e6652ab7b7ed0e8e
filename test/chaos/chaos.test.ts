import assert from 'node:assert/strict';
import { NO_POSTGRES, stopPostgres } from '../support/postgres.ts';
import { renderResult } from './render-result.ts';
import type { RoundOptions } from './round-options.ts';
import { runRound } from './run-round.ts';

const CALLS_PER_MINUTE = 3_000;
/** A post that a kill cut off before it took effect is posted again only when its call has surely ended. */
const REST_MS = 120_000;

async function survives(options: Omit<RoundOptions, 'seed' | 'stalls' | 'callsPerMinute' | 'restMs'>) {
  const result = await runRound({
    ...options,
    seed: 20_260_101,
    stalls: 0,
    callsPerMinute: CALLS_PER_MINUTE,
    restMs: REST_MS,
  });
  assert.equal(result.violations.length, 0, `\n${renderResult(result)}`);
  assert.ok(result.kills >= options.kills, `${result.kills} kills`);
  assert.ok(result.posts >= options.forwards / 2, `${result.posts} posts`);
  assert.ok(result.faults.size >= 8, [...result.faults.keys()].join());
}

describe('In chaos', () => {
  const itIf = NO_POSTGRES === undefined ? it : it.skip;
  after(stopPostgres);

  itIf(
    `two bots on one PostgreSQL lose and double nothing${NO_POSTGRES ? ` (skipped: ${NO_POSTGRES})` : ''}`,
    () => survives({ engine: 'postgres', bots: 2, forwards: 40, kills: 4 }),
  ).timeout(480_000);

  it('a bot on its embedded database loses and doubles nothing', () =>
    survives({ engine: 'pglite', bots: 1, forwards: 15, kills: 2 })).timeout(480_000);
});
