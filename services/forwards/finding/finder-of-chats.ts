import type { FileFinder } from '../types.ts';

/** Asks the chat that a message is of. */
export function finderOfChats({
  teams,
  slack,
}: {
  readonly teams: FileFinder;
  readonly slack: FileFinder;
}): FileFinder {
  return {
    find: (lookup, signal) => (lookup.kind === 'slackFiles' ? slack : teams).find(lookup, signal),
  };
}
