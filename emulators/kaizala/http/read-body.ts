import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** How slowly to read, and what ends the waiting. */
interface Pace {
  readonly bytesPerSecond: number;
  readonly signal: AbortSignal;
}

/**
 * A request's body, chunk by chunk. Leaving it early doesn't destroy the request, so that an error can still be
 * answered.
 */
export async function* readBody(request: IncomingMessage, pace?: Pace): AsyncGenerator<Buffer> {
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (pace !== undefined) {
      await delay((chunk.length / pace.bytesPerSecond) * 1000, undefined, { signal: pace.signal });
    }
    yield chunk;
  }
}
