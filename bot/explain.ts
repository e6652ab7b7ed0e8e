import { BridgeError } from '../services/errors.ts';

/**
 * What is written about an error that ends the process: what an operator can mend in words, else the stack. Nothing of
 * what libraries hang on their errors, such as the statement and its values.
 */
export function explain(error: unknown): string {
  if (error instanceof BridgeError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `${error.message}. Stop the other program, or set PORT and EMULATOR_PORT to free ports.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
