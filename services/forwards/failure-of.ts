import { BridgeError } from '../errors.ts';
import type { Failure } from './types.ts';

/** What a person is told about an error. One that nobody foresaw keeps its details for the log. */
export function failureOf(error: unknown): Failure {
  if (error instanceof BridgeError) {
    return { code: error.code, message: error.message, retryable: error.recovery.action === 'retry' };
  }
  return {
    code: 'unexpected',
    message: 'Something went wrong inside the bot. Try again; if it stays, tell an administrator.',
    retryable: true,
  };
}
