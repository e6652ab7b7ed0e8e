import type { Verdict } from '../../services/verdict.ts';

/** What is not answered within so many milliseconds is unknown. */
export async function answerInTime(
  ms: number,
  ask: (signal: AbortSignal) => Promise<Verdict>,
): Promise<Verdict> {
  const signal = AbortSignal.timeout(ms);
  try {
    return await ask(signal);
  } catch (error) {
    if (signal.aborted) return 'unknown';
    throw error;
  }
}
