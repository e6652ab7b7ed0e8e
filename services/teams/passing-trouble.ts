import { retryAfterMs } from '../kaizala/retry-after.ts';
import { GraphError, INSTEAD } from './graph-error.ts';

/** An answer that is no success. */
export interface Refusal {
  readonly status: number;
  readonly retryAfter?: string | undefined;
}

/** An answer that only asks for patience, or tells of trouble that passes; undefined if it is none of these. */
export function passingTrouble({ status, retryAfter }: Refusal, name: string): GraphError | undefined {
  const wait = retryAfter && { afterMs: retryAfterMs(retryAfter, Date.now()) };
  if (status === 429) {
    return new GraphError(
      'graph.throttled',
      `${name} takes no more calls for now. Wait a little, or ${INSTEAD}.`,
      { action: 'retry', throttled: true, ...wait },
    );
  }
  if (status < 500 && status !== 408) return undefined;
  return new GraphError(
    'graph.unavailable',
    `${name} has trouble of its own (${status}). Try again later, or ${INSTEAD}.`,
    { action: 'retry', ...wait },
  );
}
