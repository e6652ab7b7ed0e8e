import type { Engine } from '../support/cluster.ts';

export interface RoundOptions {
  readonly seed: number;
  readonly engine: Engine;
  readonly bots: number;
  readonly forwards: number;
  /** How often a bot is killed, at least. */
  readonly kills: number;
  /** How many calls never get an answer. With any, downloads stall as well, and a round takes minutes. */
  readonly stalls: number;
  readonly callsPerMinute: number;
  /** How long it may take in the end until every card is at rest, in milliseconds. */
  readonly restMs: number;
  /** Told now and then how far it is. */
  readonly onProgress?: (line: string) => void;
}
