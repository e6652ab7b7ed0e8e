import { parseArgs } from 'node:util';
import type { Engine } from '../support/cluster.ts';

export interface Options {
  /** Undefined: a random one. */
  readonly seed: number | undefined;
  /** For how long new rounds are begun; 0: there is one. */
  readonly minutes: number;
  readonly forwards: number;
  readonly bots: number;
  readonly kills: number;
  readonly engine: Engine;
  readonly callsPerMinute: number;
}

export const USAGE = `npm run test:chaos -- [options]
  --seed <n>              repeats what was done under that seed; default: a random one
  --minutes <m>           goes on with new rounds for so long; default: one round
  --forwards <n>          in each round; default 500
  --bots <n>              that share a database; default 3, on pglite 1
  --kills <n>             by SIGKILL, in each round, at least; default 30
  --engine <name>         postgres or pglite; default postgres
  --calls-per-minute <n>  what Kaizala lets the connector do; default 3000`;

/** Something on the command line makes no sense; the message says what. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
}

/** Reads the command line of `npm run test:chaos`. Throws an {@link OptionsError}. */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  const { engine = 'postgres' } = values;
  if (engine !== 'postgres' && engine !== 'pglite') {
    throw new OptionsError(`--engine must be postgres or pglite, not "${engine}".`);
  }
  const bots = wholeNumber('bots', values.bots, 1) ?? (engine === 'pglite' ? 1 : 3);
  if (engine === 'pglite' && bots !== 1) {
    throw new OptionsError('--engine pglite is a database for one bot: leave --bots away, or give it 1.');
  }
  return {
    seed: wholeNumber('seed', values.seed, 0),
    minutes: wholeNumber('minutes', values.minutes, 0) ?? 0,
    forwards: wholeNumber('forwards', values.forwards, 1) ?? 500,
    bots,
    kills: wholeNumber('kills', values.kills, 0) ?? 30,
    engine,
    callsPerMinute: wholeNumber('calls-per-minute', values['calls-per-minute'], 1) ?? 3_000,
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ seed: text, minutes: text, forwards: text, bots: text, kills: text, engine: text },
        'calls-per-minute': text,
      },
    }).values;
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function wholeNumber(name: string, value: string | undefined, least: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number) || number < least) {
    throw new OptionsError(`--${name} must be a whole number from ${least}, not "${value}".`);
  }
  return number;
}
