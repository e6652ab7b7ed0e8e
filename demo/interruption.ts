/** Rejects once when the person or the system asks the program to stop. */
export function interruption(): Promise<never> {
  const stopped = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => reject(new InterruptedError(signal)));
    }
  });
  stopped.catch(() => {});
  return stopped;
}

/** The program was told to stop. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';

  constructor(signal: NodeJS.Signals) {
    super(`Stopped by ${signal}.`);
  }
}
