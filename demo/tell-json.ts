import type { DemoEvent, Tell } from './demo-event.ts';

/** Prints each step as a JSON object on a line of its own. */
export function tellJson(print: (line: string) => void): Tell {
  return (event) => print(JSON.stringify(event.event === 'posted' ? posted(event) : event));
}

function posted({
  event,
  actionType,
  groupId,
  referenceId,
  caption,
  files,
}: DemoEvent & { event: 'posted' }) {
  return {
    event,
    actionType,
    groupId,
    referenceId,
    caption,
    files: files.map(({ name, size, sha256 }) => ({ name, size, sha256 })),
  };
}
