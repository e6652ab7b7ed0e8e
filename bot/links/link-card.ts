import { type Activity, CardFactory } from 'botbuilder';
import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import type { LinkMode } from '../../services/links/link.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  type CardButton,
  type CardElement,
  literal,
  MAX_CARD_BYTES,
} from '../cards/adaptive-card.ts';
import { drawButton } from '../cards/draw-button.ts';
import { groupInput } from '../cards/group-input.ts';
import { LINK_CANCEL, LINK_CONFIRM, LINK_GROUP_INPUT, LINK_MODE_INPUT } from './link-answer.ts';
import { linkWords } from './link-words.ts';

/** What all but the groups weighs at most, beside the text. */
const REST_BYTES = 3_000;

export interface LinkCardOptions {
  readonly groups: readonly KaizalaGroup[];
  readonly mode: LinkMode;
}

/**
 * Asks to which of these groups the conversation is to be linked, and how files go from then on.
 * @param text why it asks
 */
export function linkCard(text: string, { groups, mode }: LinkCardOptions): Partial<Activity> {
  const { input, listed } = groupInput(groups, {
    id: LINK_GROUP_INPUT,
    errorMessage: 'Choose the group that files should go to.',
    bytes: MAX_CARD_BYTES - REST_BYTES - Buffer.byteLength(text),
  });
  const note = linkWords.otherGroups(listed, groups.length);
  const body: CardElement[] = [
    title,
    paragraph(text),
    input,
    ...(listed < groups.length ? [paragraph(note)] : []),
    {
      type: 'Input.ChoiceSet',
      id: LINK_MODE_INPUT,
      label: 'When files are shared',
      style: 'compact',
      isRequired: true,
      errorMessage: 'Choose what happens when files are shared.',
      placeholder: 'Choose what happens',
      value: mode,
      choices: [
        { title: 'Ask for a caption first (ask)', value: 'ask' },
        { title: 'Forward at once (auto)', value: 'auto' },
      ],
    },
  ];
  const buttons: CardButton[] = [
    drawButton('link', 'link', { title: 'Link', style: 'positive', data: LINK_CONFIRM }),
    drawButton('cancel', 'cancel', { title: 'Cancel', associatedInputs: 'none', data: LINK_CANCEL }),
  ];
  const attachments = [CardFactory.adaptiveCard(adaptiveCard(body, buttons))];
  return { type: 'message', summary: text, attachments };
}

/** What the card has become once it was answered. */
export function linkOutcomeCard(text: string): AdaptiveCard {
  return adaptiveCard([title, ...text.split('\n\n').map(paragraph)], []);
}

const title: CardElement = {
  type: 'RichTextBlock',
  inlines: [literal('Link to a Kaizala group', { weight: 'Bolder', size: 'Medium' })],
};

/** Text with names from outside, which is therefore no Markdown. */
function paragraph(text: string): CardElement {
  return { type: 'RichTextBlock', spacing: 'Small', inlines: [literal(text)] };
}
