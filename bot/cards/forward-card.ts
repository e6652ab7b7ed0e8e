import { type Activity, CardFactory } from 'botbuilder';
import {
  CAPTION_INPUT,
  type CardAction,
  type CardButtonData,
  GROUP_INPUT,
  MAX_CAPTION_LENGTH,
} from '../../dialogs/card-answer.ts';
import { NO_GROUPS } from '../../dialogs/no-groups.ts';
import type { Forward } from '../../services/forwards/types.ts';
import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import type { Targets } from '../../services/links/target-groups.ts';
import { shortId } from '../short-id.ts';
import { adaptiveCard, type CardButton, type CardElement, literal } from './adaptive-card.ts';
import { type FileLine, type Progress, type Tone, viewForward } from './forward-view.ts';
import { mostTelling } from './most-telling.ts';
import { shorten } from './shorten.ts';

const COLORS: Record<Tone, string> = {
  default: 'Default',
  good: 'Good',
  warning: 'Warning',
  attention: 'Attention',
};

const BUTTONS: Record<CardAction, Pick<CardButton, 'title' | 'style' | 'associatedInputs'>> = {
  forward: { title: 'Forward', style: 'positive' },
  skip: { title: 'Skip caption' },
  cancel: { title: 'Cancel', associatedInputs: 'none' },
  retry: { title: 'Retry', style: 'positive' },
  isThere: { title: 'It is there' },
  postIt: { title: 'Post it' },
};

const MARKS: Record<Tone, string> = { default: '', good: '✓ ', warning: '⚠ ', attention: '✗ ' };

/** A card should weigh no more than 28 kB, so long names are cut, and of many files some are only counted. */
const MAX_SHOWN_NAME = 80;
const MAX_SHOWN_FILES = 20;
const MAX_SHOWN_TITLE = 120;
const MAX_BUTTON_NAME = 24;
/** Of more groups than this, the others are reached by typing their name. */
const MAX_CHOICES = 60;

/**
 * The one message about a forward: the question while it is asked, the state of things afterwards.
 * @param targets where it may go, while it is asked; undefined if Kaizala could not tell its groups.
 */
export function forwardCard(
  forward: Forward,
  { targets, progress }: { targets?: Targets | undefined; progress?: Progress } = {},
): Partial<Activity> {
  const view = viewForward(forward, progress);
  const isAsking = forward.stage === 'asking';
  const body: CardElement[] = [
    {
      type: 'RichTextBlock',
      inlines: [
        literal(shorten(view.title, MAX_SHOWN_TITLE), {
          weight: 'Bolder',
          size: 'Medium',
          color: COLORS[view.tone],
        }),
      ],
    },
    ...fileElements(view.files),
    ...(view.caption === undefined ? [] : [captionElement(view.caption)]),
    ...(isAsking ? [...targetElements(targets), captionInput(forward.suggestedCaption)] : []),
    idElement(forward.id),
  ];
  const buttons = view.buttons.map(({ action, postId, about }): CardButton => {
    const data: CardButtonData = { forwardId: forward.id, action, ...(postId !== undefined && { postId }) };
    const look = BUTTONS[action];
    const title = about === undefined ? look.title : `${look.title}: ${shorten(about, MAX_BUTTON_NAME)}`;
    return { type: 'Action.Submit', ...look, title, data };
  });
  return {
    type: 'message',
    summary: view.title,
    attachments: [CardFactory.adaptiveCard(adaptiveCard(body, buttons))],
  };
}

function fileElements(files: readonly FileLine[]): CardElement[] {
  const shown = mostTelling(files, MAX_SHOWN_FILES);
  const hidden = files.length - shown.length;
  return [...shown.map(fileElement), ...(hidden === 0 ? [] : [subtleNote(`… and ${hidden} more`)])];
}

function subtleNote(text: string): CardElement {
  return { type: 'RichTextBlock', spacing: 'Medium', inlines: [literal(text, { isSubtle: true })] };
}

function fileElement({ name, detail, status, tone, at, reference }: FileLine): CardElement {
  const items: CardElement[] = [
    {
      type: 'RichTextBlock',
      inlines: [
        literal(shorten(name, MAX_SHOWN_NAME), { weight: 'Bolder' }),
        ...(detail ? [literal(`  ${detail}`, { isSubtle: true })] : []),
      ],
    },
  ];
  if (status !== undefined) {
    items.push({
      type: 'RichTextBlock',
      spacing: 'None',
      inlines: [literal(`${MARKS[tone]}${status}`, { color: COLORS[tone] })],
    });
  }
  if (at) {
    const when = at.toISOString().replace(/\.\d+Z$/, 'Z');
    items.push({
      type: 'TextBlock',
      // The client fills these in, in the person's own time zone.
      text: `{{DATE(${when}, SHORT)}} {{TIME(${when})}}`,
      wrap: true,
      size: 'Small',
      isSubtle: true,
      spacing: 'None',
    });
  }
  if (reference) {
    const run = literal(`Reference ${shorten(reference, MAX_SHOWN_NAME)}`, { isSubtle: true, size: 'Small' });
    items.push({ type: 'RichTextBlock', spacing: 'None', inlines: [run] });
  }
  return { type: 'Container', items, spacing: 'Medium' };
}

/** What /retry and an administrator know the forward by. */
function idElement(id: string): CardElement {
  const run = literal(`Forward ${shortId(id)}`, { isSubtle: true, size: 'Small' });
  return { type: 'RichTextBlock', spacing: 'Small', inlines: [run] };
}

function captionElement(caption: string): CardElement {
  return { type: 'RichTextBlock', spacing: 'Medium', inlines: [literal(`“${shorten(caption, 500)}”`)] };
}

function targetElements(targets: Targets | undefined): CardElement[] {
  if (!targets) {
    return [
      warning(
        'Kaizala is not answering, so its groups are not listed here. Your files are kept; the bot asks for the group when you answer.',
      ),
    ];
  }
  if (targets.kind === 'fixed') {
    return [
      {
        type: 'RichTextBlock',
        spacing: 'Medium',
        inlines: [
          literal('To: '),
          literal(shorten(targets.group.name, MAX_SHOWN_NAME), { weight: 'Bolder' }),
        ],
      },
    ];
  }
  if (targets.kind === 'blocked') {
    const run = literal(`${targets.reason} Your files are kept.`, { color: 'Warning' });
    return [{ type: 'RichTextBlock', spacing: 'Medium', inlines: [run] }];
  }
  if (targets.groups.length === 0) return [warning(NO_GROUPS)];
  const isCut = targets.groups.length > MAX_CHOICES;
  return [
    {
      type: 'Input.ChoiceSet',
      id: GROUP_INPUT,
      label: 'Group',
      style: 'compact',
      isRequired: true,
      errorMessage: 'Choose the group that the files should go to.',
      placeholder: 'Choose a group',
      choices: choicesOf(targets.groups),
    },
    ...(isCut
      ? [
          warning(
            `Only ${MAX_CHOICES} of ${targets.groups.length} groups are listed. For another one, type the caption as a message; then the bot asks for the group’s name.`,
          ),
        ]
      : []),
  ];
}

function warning(text: string): CardElement {
  return { type: 'TextBlock', text, wrap: true, color: 'Warning', spacing: 'Medium' };
}

/** Groups of the same name are told apart by the start of their id. */
function choicesOf(groups: readonly KaizalaGroup[]): { title: string; value: string }[] {
  return groups.slice(0, MAX_CHOICES).map(({ id, name }) => {
    const isTwin = groups.filter((group) => group.name === name).length > 1;
    const title = shorten(name, MAX_SHOWN_NAME);
    return { title: isTwin ? `${title} (${id.slice(0, 8)})` : title, value: id };
  });
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
