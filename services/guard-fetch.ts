import { Agent, setGlobalDispatcher } from 'undici';

/** Answers to the chats' calls stay far below this, in bytes. */
const LARGEST_ANSWER = 8 * 1024 * 1024;

/**
 * Has `fetch` make its requests by the undici that this project depends on, and refuse answers of unreasonable size.
 * That of Node 24.21 ends the process if a connection is closed while an answer waits to be read (nodejs/undici#5360).
 */
export function guardFetch(): void {
  setGlobalDispatcher(new Agent({ allowH2: false, maxResponseSize: LARGEST_ANSWER }));
}
