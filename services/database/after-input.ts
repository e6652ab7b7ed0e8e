import { setImmediate } from 'node:timers/promises';

/**
 * Resolves when the process has looked for what has come in meanwhile, such as requests. PGlite answers within the
 * process and without a pause, so that statements that follow each other would otherwise keep it from looking.
 */
export async function afterInput(): Promise<void> {
  await setImmediate();
}
