import type { IncomingMessage } from 'node:http';

/** The parts of the stand-in, each a host of its own in the real world. */
export type Destination = 'connector' | 'graph' | 'login' | 'bot' | 'files';

/** A request as it came in, so that tests can see where a secret went. */
export interface LoggedRequest {
  readonly to: Destination;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly authorization: string | undefined;
}

/** All requests so far, oldest first. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];

  note(to: Destination, { method = '', url = '', headers }: IncomingMessage): void {
    this.entries.push({ to, method, path: url, authorization: headers.authorization });
  }
}
