import type { KnownBlock } from '@slack/web-api';
import type { Forward } from '../../services/forwards/types.ts';
import { MARKS } from '../cards/file-elements.ts';
import { viewForward } from '../cards/forward-view.ts';
import { shorten } from '../cards/shorten.ts';
import { fileBlocks } from './file-blocks.ts';
import { forwardActions } from './forward-actions.ts';
import { forwardMark } from './forward-mark.ts';
import { aside, marked, paragraph, run } from './texts.ts';

const MAX_SHOWN_FILES = 10;
const MAX_SHOWN_TITLE = 160;

/** One line about a forward that nobody was asked about, then only the files that have trouble. */
export function compactBlocks(forward: Forward): KnownBlock[] {
  const view = viewForward({ ...forward, auto: true });
  const troubled = view.files.filter((file) => file.tone === 'warning' || file.tone === 'attention');
  return [
    marked(
      forwardMark(forward.id),
      paragraph(run(`${MARKS[view.tone]}${shorten(view.title, MAX_SHOWN_TITLE)}`)),
    ),
    ...fileBlocks(troubled, MAX_SHOWN_FILES),
    ...(view.note === undefined ? [] : [aside(view.note)]),
    ...forwardActions(forward.id, view.buttons),
  ];
}
