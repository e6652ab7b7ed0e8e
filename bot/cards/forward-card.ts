import { CAPTION_INPUT, MAX_CAPTION_LENGTH } from '../../dialogs/card-answer.ts';
import type { Forward } from '../../services/forwards/types.ts';
import type { Targets } from '../../services/links/target-groups.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  type CardElement,
  literal,
  MAX_CARD_BYTES,
} from './adaptive-card.ts';
import { clipBytes } from './clip-bytes.ts';
import { COLORS, fileElements, subtleNote } from './file-elements.ts';
import { forwardButtons } from './forward-buttons.ts';
import { type Progress, viewForward } from './forward-view.ts';
import { groupChoice, leastChoiceBytes } from './group-choice.ts';
import { shortId } from './short-id.ts';
import { shorten } from './shorten.ts';

const MAX_SHOWN_FILES = 20;
/** How many are shown at most, from one try to the next, until the question has room beside them. */
const FEWER_FILES = [MAX_SHOWN_FILES, 10, 5, 2];
const MAX_SHOWN_TITLE = 120;
const MAX_SHOWN_CAPTION = 500;
/** Of the suggested caption: the longest one in any script, though not if most of it has to be escaped. */
const MAX_SUGGESTED_BYTES = 13_000;

/** What a forward's card shows beside the forward itself. */
export interface ForwardCardOptions {
  /** Where it may go, while it is asked; undefined if Kaizala could not tell its groups. */
  readonly targets?: Targets | undefined;
  readonly progress?: Progress;
}

/** All about a forward: the question while it is asked, the state of things afterwards. */
export function forwardCard(forward: Forward, { targets, progress }: ForwardCardOptions = {}): AdaptiveCard {
  const view = viewForward(forward, progress);
  const title = literal(shorten(view.title, MAX_SHOWN_TITLE), {
    weight: 'Bolder',
    size: 'Medium',
    color: COLORS[view.tone],
  });
  const buttons = forwardButtons(
    forward.id,
    view.buttons,
    targets?.kind === 'fixed' ? targets.group.id : undefined,
  );
  // In the order in which it is read aloud: what it is about comes before what is asked, the buttons come last.
  const draw = (question: readonly CardElement[], shownFiles = MAX_SHOWN_FILES) =>
    adaptiveCard(
      [
        { type: 'RichTextBlock', inlines: [title] },
        ...fileElements(view.files, shownFiles),
        ...(view.caption === undefined ? [] : [captionElement(view.caption)]),
        ...(view.note === undefined ? [] : [subtleNote(view.note)]),
        ...question,
        idElement(forward.id),
      ],
      buttons,
    );
  if (forward.stage !== 'asking') return draw([]);
  const caption = captionInput(forward.suggestedCaption);
  const room = (files: number) => MAX_CARD_BYTES - Buffer.byteLength(JSON.stringify(draw([caption], files)));
  const least = leastChoiceBytes(targets);
  const shownFiles = FEWER_FILES.find((files) => room(files) >= least) ?? 0;
  return draw([...groupChoice(targets, room(shownFiles)), caption], shownFiles);
}

/** What /retry and an administrator know the forward by. */
function idElement(id: string): CardElement {
  const run = literal(`Forward ${shortId(id)}`, { isSubtle: true, size: 'Small' });
  return { type: 'RichTextBlock', spacing: 'Small', inlines: [run] };
}

function captionElement(caption: string): CardElement {
  const run = literal(`“${shorten(caption, MAX_SHOWN_CAPTION)}”`);
  return { type: 'RichTextBlock', spacing: 'Medium', inlines: [run] };
}

function captionInput(suggestion: string | undefined): CardElement {
  return {
    type: 'Input.Text',
    id: CAPTION_INPUT,
    label: 'Caption (optional)',
    isMultiline: true,
    maxLength: MAX_CAPTION_LENGTH,
    errorMessage: `A caption can have at most ${MAX_CAPTION_LENGTH} characters.`,
    placeholder: 'What the group should know about it',
    ...(suggestion && { value: clipBytes(suggestion.slice(0, MAX_CAPTION_LENGTH), MAX_SUGGESTED_BYTES) }),
  };
}
