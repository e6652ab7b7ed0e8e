import type { ServerResponse } from 'node:http';

/** Ends a connection the hard way: the client sees ECONNRESET. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
