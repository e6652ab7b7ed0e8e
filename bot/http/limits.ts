import type { Server } from 'node:http';

/** How long the headers of a request may take to come, in milliseconds. Node looks every half a minute. */
const HEADERS_MS = 10_000;
/** How long a whole request may take to come, in milliseconds. */
const REQUEST_MS = 20_000;
/** More than any honest client sends. */
const MAX_HEADERS = 100;

/** Has a server wait for nobody for long, so that connections that dribble can't pile up for ever. */
export function limitServer(server: Server): void {
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.maxHeadersCount = MAX_HEADERS;
}
