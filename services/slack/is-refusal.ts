import { BridgeError } from '../errors.ts';

/** Whether an error says for good that something can't be had, so that something else is to be taken. */
export function isRefusal(error: unknown): boolean {
  return error instanceof BridgeError && error.recovery.action === 'giveUp';
}
