import { setTimeout as delay } from 'node:timers/promises';
import type { ForwardRun } from './forward-run.ts';

/** Resolves once every card says something that is to stay, or when the patience (milliseconds) is over. */
export async function comeToRest(runs: readonly ForwardRun[], patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (runs.some((run) => !run.isAtRest) && Date.now() < deadline) await delay(250);
}
