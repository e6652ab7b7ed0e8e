import { CAPTION_INPUT, MAX_CAPTION_LENGTH } from '../../dialogs/card-answer.ts';
import type { Forward } from '../../services/forwards/types.ts';
import type { Targets } from '../../services/links/target-groups.ts';
import { shortId } from '../short-id.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  type CardElement,
  literal,
  MAX_CARD_BYTES,
} from './adaptive-card.ts';
import { COLORS, fileElements, subtleNote } from './file-elements.ts';
import { forwardButtons } from './forward-buttons.ts';
import { type Progress, viewForward } from './forward-view.ts';
import { groupChoice } from './group-choice.ts';
import { shorten } from './shorten.ts';

const MAX_SHOWN_FILES = 20;
const MAX_SHOWN_TITLE = 120;
const MAX_SHOWN_CAPTION = 500;

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
  const draw = (question: readonly CardElement[]) =>
    adaptiveCard(
      [
        { type: 'RichTextBlock', inlines: [title] },
        ...fileElements(view.files, MAX_SHOWN_FILES),
        ...(view.caption === undefined ? [] : [captionElement(view.caption)]),
        ...(view.note === undefined ? [] : [subtleNote(view.note)]),
        ...question,
        idElement(forward.id),
      ],
      buttons,
    );
  if (forward.stage !== 'asking') return draw([]);
  const caption = captionInput(forward.suggestedCaption);
  const left = MAX_CARD_BYTES - Buffer.byteLength(JSON.stringify(draw([caption])));
  return draw([...groupChoice(targets, left), caption]);
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
    ...(suggestion && { value: suggestion.slice(0, MAX_CAPTION_LENGTH) }),
  };
}
