import { type Activity, CardFactory } from 'botbuilder';
import type { KaizalaGroup } from '../../services/kaizala/types.ts';
import type { LinkMode } from '../../services/links/link.ts';
import { adaptiveCard, type CardButton, type CardElement, literal } from '../cards/adaptive-card.ts';
import { shorten } from '../cards/shorten.ts';
import { LINK_GROUP_INPUT, LINK_MODE_INPUT, type LinkButtonData } from './link-answer.ts';

const MAX_SHOWN_NAME = 80;
/** Of more groups than this, the others are reached by typing their name. */
const MAX_CHOICES = 60;

const LINK: LinkButtonData = { link: { action: 'link' } };
const CANCEL: LinkButtonData = { link: { action: 'cancel' } };

/**
 * Asks to which of these groups the conversation is to be linked, and how files go from then on.
 * @param text why it asks
 */
export function linkCard(
  text: string,
  { groups, mode }: { readonly groups: readonly KaizalaGroup[]; readonly mode: LinkMode },
): Partial<Activity> {
  const isCut = groups.length > MAX_CHOICES;
  const note = `Only ${MAX_CHOICES} of ${groups.length} groups are listed. For another one, send /link with its name.`;
  const body: CardElement[] = [
    title,
    paragraph(text),
    {
      type: 'Input.ChoiceSet',
      id: LINK_GROUP_INPUT,
      label: 'Group',
      style: 'compact',
      isRequired: true,
      errorMessage: 'Choose the group that files should go to.',
      placeholder: 'Choose a group',
      choices: choicesOf(groups),
    },
    ...(isCut ? [paragraph(note)] : []),
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
    { type: 'Action.Submit', title: 'Link', style: 'positive', data: LINK },
    { type: 'Action.Submit', title: 'Cancel', associatedInputs: 'none', data: CANCEL },
  ];
  return message(text, body, buttons);
}

/** What the card has become once it was answered. */
export function linkOutcomeCard(text: string): Partial<Activity> {
  return message(text, [title, ...text.split('\n\n').map(paragraph)], []);
}

const title: CardElement = {
  type: 'RichTextBlock',
  inlines: [literal('Link to a Kaizala group', { weight: 'Bolder', size: 'Medium' })],
};

/** Text with names from outside, which is therefore no Markdown. */
function paragraph(text: string): CardElement {
  return { type: 'RichTextBlock', spacing: 'Small', inlines: [literal(text)] };
}

/** Groups of the same name are told apart by the start of their id. */
function choicesOf(groups: readonly KaizalaGroup[]): { title: string; value: string }[] {
  return groups.slice(0, MAX_CHOICES).map(({ id, name }) => {
    const isTwin = groups.filter((group) => group.name === name).length > 1;
    const shown = shorten(name, MAX_SHOWN_NAME);
    return { title: isTwin ? `${shown} (${id.slice(0, 8)})` : shown, value: id };
  });
}

function message(summary: string, body: CardElement[], buttons: CardButton[]): Partial<Activity> {
  const attachments = [CardFactory.adaptiveCard(adaptiveCard(body, buttons))];
  return { type: 'message', summary, attachments };
}
