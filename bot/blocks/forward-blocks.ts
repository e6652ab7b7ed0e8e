import { createHash } from 'node:crypto';
import type { KnownBlock } from '@slack/web-api';
import { CAPTION_INPUT } from '../../dialogs/card-answer.ts';
import type { Forward } from '../../services/forwards/types.ts';
import { MARKS } from '../cards/file-elements.ts';
import type { ForwardCardOptions } from '../cards/forward-card.ts';
import { viewForward } from '../cards/forward-view.ts';
import { shortId } from '../cards/short-id.ts';
import { shorten } from '../cards/shorten.ts';
import { captionInput } from './caption-input.ts';
import { fileBlocks } from './file-blocks.ts';
import { forwardActions } from './forward-actions.ts';
import { forwardMark } from './forward-mark.ts';
import { groupBlocks } from './group-blocks.ts';
import { LIMITS, MAX_SHOWN_TEXT } from './limits.ts';
import { shownLength } from './shown-length.ts';
import { aside, marked, paragraph, plain, run } from './texts.ts';

/** With time and reference, each takes two of the fifty blocks. */
const MAX_SHOWN_FILES = 20;
/** How many are shown at most, from one try to the next, until the message is not too long. */
const FEWER_FILES = [MAX_SHOWN_FILES, 10, 5, 2];
const MAX_SHOWN_TITLE = 120;
const MAX_SHOWN_CAPTION = 500;

export interface ForwardBlocksOptions extends ForwardCardOptions {
  /** Whether Slack can ask this bot for the options of a menu. */
  readonly suggests?: boolean;
}

/** All about a forward in Slack: the question while it is asked, the state of things afterwards. */
export function forwardBlocks(
  forward: Forward,
  { targets, progress, suggests = false }: ForwardBlocksOptions = {},
): KnownBlock[] {
  const view = viewForward(forward, progress);
  const { suggestedCaption: suggestion } = forward;
  const isAsking = forward.stage === 'asking';
  const fixedGroup = targets?.kind === 'fixed' ? targets.group.id : undefined;
  const draw = (shownFiles: number): KnownBlock[] => [
    {
      type: 'header',
      text: plain(`${MARKS[view.tone]}${shorten(view.title, MAX_SHOWN_TITLE)}`, LIMITS.headerText),
    },
    ...fileBlocks(view.files, shownFiles),
    ...(view.caption === undefined ? [] : [paragraph(run(`“${shorten(view.caption, MAX_SHOWN_CAPTION)}”`))]),
    ...(view.note === undefined ? [] : [aside(view.note)]),
    ...(isAsking
      ? [...groupBlocks(targets, suggests), captionInput(captionBlockId(suggestion), suggestion)]
      : []),
    ...forwardActions(forward.id, view.buttons, fixedGroup),
    // What /kaizala retry and an administrator know the forward by.
    marked(forwardMark(forward.id), aside(`Forward ${shortId(forward.id)}`)),
  ];
  const fits = (shownFiles: number) => shownLength(draw(shownFiles)) <= MAX_SHOWN_TEXT;
  return draw(FEWER_FILES.find(fits) ?? 0);
}

/**
 * Slack keeps what a person has typed as long as the id of its block stays, and with it an older suggestion
 * (inferred), so the id changes with the suggestion alone. Answers go by the id of the input.
 */
function captionBlockId(suggestion: string | undefined): string {
  if (!suggestion) return CAPTION_INPUT;
  return `${CAPTION_INPUT}:${createHash('sha256').update(suggestion).digest('hex').slice(0, 12)}`;
}
