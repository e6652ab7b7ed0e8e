import type { CardAction, CardButtonData } from '../../dialogs/card-answer.ts';
import type { CardButton, SubmitButton } from './adaptive-card.ts';
import { drawButton } from './draw-button.ts';
import type { ViewButton } from './forward-view.ts';
import { shorten } from './shorten.ts';

const LOOKS: Record<CardAction, Pick<SubmitButton, 'title' | 'style' | 'associatedInputs'>> = {
  forward: { title: 'Forward', style: 'positive' },
  skip: { title: 'Skip caption' },
  cancel: { title: 'Cancel', associatedInputs: 'none' },
  retry: { title: 'Retry', style: 'positive' },
  isThere: { title: 'It is there' },
  postIt: { title: 'Post it' },
};

const MAX_SHOWN_NAME = 24;

/** The buttons of a forward's card. */
export function forwardButtons(forwardId: string, buttons: readonly ViewButton[]): CardButton[] {
  return buttons.map(({ action, postId, about }) => {
    const data: CardButtonData = { forwardId, action, ...(postId !== undefined && { postId }) };
    const look = LOOKS[action];
    const title = about === undefined ? look.title : `${look.title}: ${shorten(about, MAX_SHOWN_NAME)}`;
    return drawButton([action, postId].filter(Boolean).join('-'), action, { ...look, title, data });
  });
}
