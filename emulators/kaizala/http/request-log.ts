import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Operation } from '../operations/operations.ts';

/** An API call that reached the emulator, for tests to look at. */
export interface RecordedRequest {
  readonly operation: Operation;
  readonly method: string;
  /** Path and query as they were sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Epoch milliseconds. */
  readonly time: number;
  /** Undefined until the call is answered, and for ever if it isn't. */
  readonly status: number | undefined;
}

/** Enough for a long test, and bounded for an emulator that runs for weeks. */
const CAPACITY = 10_000;

/** The latest API calls, oldest first. */
export class RequestLog {
  readonly entries: RecordedRequest[] = [];

  add(
    operation: Operation,
    { method = '', url = '', headers }: IncomingMessage,
    response: ServerResponse,
    time: number,
  ) {
    this.entries.push({
      operation,
      method,
      path: url,
      headers,
      time,
      get status() {
        return response.headersSent ? response.statusCode : undefined;
      },
    });
    if (this.entries.length > CAPACITY) this.entries.shift();
  }
}
