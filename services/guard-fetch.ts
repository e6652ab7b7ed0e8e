import { setGlobalDispatcher } from 'undici';
import { boundedDispatcher } from './bounded-dispatcher.ts';

/**
 * Has `fetch` make its requests by the undici that this project depends on, and refuse answers of unreasonable size.
 * That of Node 24.21 ends the process if a connection is closed while an answer waits to be read (nodejs/undici#5360).
 */
export function guardFetch(): void {
  setGlobalDispatcher(boundedDispatcher());
}
