import assert from 'node:assert/strict';
import { OptionsError, readOptions } from './options.ts';

describe('The command line of the chaos suite', () => {
  it('has defaults for a whole run', () => {
    assert.deepEqual(readOptions([]), {
      seed: undefined,
      minutes: 0,
      forwards: 500,
      bots: 3,
      kills: 30,
      engine: 'postgres',
      callsPerMinute: 3_000,
    });
    assert.equal(readOptions(['--engine', 'pglite']).bots, 1);
  });

  it('takes what it is told', () => {
    const options = readOptions([
      '--seed',
      '7',
      '--minutes=5',
      '--forwards',
      '40',
      '--bots',
      '2',
      '--kills',
      '0',
    ]);
    assert.deepEqual(
      { ...options },
      { seed: 7, minutes: 5, forwards: 40, bots: 2, kills: 0, engine: 'postgres', callsPerMinute: 3_000 },
    );
  });

  for (const [args, message] of [
    [['--seed', 'x'], /--seed must be a whole number from 0, not "x"/],
    [['--forwards', '0'], /--forwards must be a whole number from 1/],
    [['--bots', '1.5'], /--bots must be/],
    [['--engine', 'mysql'], /postgres or pglite, not "mysql"/],
    [['--engine', 'pglite', '--bots', '2'], /one bot/],
    [['--sed', '1'], /--sed/],
    [['--kills'], /kills/],
    [['more'], /more/],
  ] as const) {
    it(`says what is wrong with ${args.join(' ')}`, () => {
      assert.throws(
        () => readOptions(args),
        (error) => error instanceof OptionsError && message.test(error.message),
      );
    });
  }
});
