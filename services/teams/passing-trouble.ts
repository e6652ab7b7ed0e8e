import type { Recovery } from '../errors.ts';
import { retryAfterMs } from '../retry-after.ts';
import { INSTEAD } from './instead.ts';

/** An answer that is no success. */
export interface Refusal {
  readonly status: number;
  readonly retryAfter?: string | undefined;
}

/** Trouble that passes, in words for the person. */
export interface PassingTrouble {
  readonly kind: 'throttled' | 'unavailable';
  readonly message: string;
  readonly recovery: Recovery;
}

/** An answer that only asks for patience, or tells of trouble that passes; undefined if it is none of these. */
export function passingTrouble({ status, retryAfter }: Refusal, name: string): PassingTrouble | undefined {
  const wait = retryAfter && { afterMs: retryAfterMs(retryAfter, Date.now()) };
  if (status === 429) {
    return {
      kind: 'throttled',
      message: `${name} takes no more calls for now. Wait a little, or ${INSTEAD}.`,
      recovery: { action: 'retry', throttled: true, ...wait },
    };
  }
  if (status < 500 && status !== 408) return undefined;
  return {
    kind: 'unavailable',
    message: `${name} has trouble of its own (${status}). Try again later, or ${INSTEAD}.`,
    recovery: { action: 'retry', ...wait },
  };
}
