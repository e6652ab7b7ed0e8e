import type { Forward } from '../../services/forwards/types.ts';
import { type AdaptiveCard, adaptiveCard, literal } from './adaptive-card.ts';
import { COLORS, fileElements, MARKS, subtleNote } from './file-elements.ts';
import { forwardButtons } from './forward-buttons.ts';
import { viewForward } from './forward-view.ts';
import { shorten } from './shorten.ts';

const MAX_SHOWN_FILES = 10;
const MAX_SHOWN_TITLE = 160;

/** One line about a forward that nobody was asked about, then only the files that have trouble. */
export function compactCard(forward: Forward): AdaptiveCard {
  const view = viewForward({ ...forward, auto: true });
  const { title, tone } = view;
  const line = literal(`${MARKS[tone]}${shorten(title, MAX_SHOWN_TITLE)}`, { color: COLORS[tone] });
  const troubled = view.files.filter((file) => file.tone === 'warning' || file.tone === 'attention');
  return adaptiveCard(
    [
      { type: 'RichTextBlock', inlines: [line] },
      ...fileElements(troubled, MAX_SHOWN_FILES),
      ...(view.note === undefined ? [] : [subtleNote(view.note)]),
    ],
    forwardButtons(forward.id, view.buttons),
  );
}
