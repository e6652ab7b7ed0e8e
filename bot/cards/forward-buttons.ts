import { type CardAction, type CardButtonData, GROUP_INPUT } from '../../dialogs/card-answer.ts';
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

/** These agree to the group that the card names. */
const AGREEING: readonly CardAction[] = ['forward', 'skip'];

/**
 * The buttons of a forward's card.
 * @param groupId the group that the card names, where it leaves no choice.
 */
export function forwardButtons(
  forwardId: string,
  buttons: readonly ViewButton[],
  groupId?: string,
): CardButton[] {
  return buttons.map(({ action, postId, about }) => {
    const data: CardButtonData = {
      forwardId,
      action,
      ...(postId !== undefined && { postId }),
      ...(groupId !== undefined && AGREEING.includes(action) && { [GROUP_INPUT]: groupId }),
    };
    const look = LOOKS[action];
    const title = about === undefined ? look.title : `${look.title}: ${shorten(about, MAX_SHOWN_NAME)}`;
    return drawButton([action, postId].filter(Boolean).join('-'), action, { ...look, title, data });
  });
}
