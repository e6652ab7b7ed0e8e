import type { IncomingMessage } from 'node:http';

/** A request as it came in, so that tests can see where a secret went. */
export interface LoggedRequest {
  /** `host:port` that it was sent to. */
  readonly host: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly authorization: string | undefined;
}

/** All requests so far, oldest first. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];

  note({ method = '', url = '', headers }: IncomingMessage): void {
    this.entries.push({ host: headers.host ?? '', method, path: url, authorization: headers.authorization });
  }
}
