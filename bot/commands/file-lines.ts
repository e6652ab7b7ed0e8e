import type { FileLine } from '../cards/forward-view.ts';
import { mostTelling } from '../cards/most-telling.ts';
import { shorten } from '../cards/shorten.ts';

const MAX_FILES = 10;
const MAX_NAME = 80;
const MAX_STATUS = 200;

/** The files of a forward as lines of a message: those with trouble first to stay, and not too long. */
export function fileLines(files: readonly FileLine[]): string[] {
  const shown = mostTelling(files, MAX_FILES);
  const hidden = files.length - shown.length;
  return [
    ...shown.map(
      ({ name, status }) =>
        `• ${shorten(name, MAX_NAME)}${status === undefined ? '' : ` – ${shorten(status, MAX_STATUS)}`}`,
    ),
    ...(hidden === 0 ? [] : [`… and ${hidden} more`]),
  ];
}
