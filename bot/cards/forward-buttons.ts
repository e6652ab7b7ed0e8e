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

/** What a button says and how it looks. */
export function buttonLook({
  action,
  about,
}: ViewButton): Pick<SubmitButton, 'title' | 'style' | 'associatedInputs'> {
  const look = LOOKS[action];
  return about === undefined ? look : { ...look, title: `${look.title}: ${shorten(about, MAX_SHOWN_NAME)}` };
}

/** What comes back when a button is pressed. */
export function buttonData(
  forwardId: string,
  { action, postId }: ViewButton,
  groupId: string | undefined,
): CardButtonData {
  return {
    forwardId,
    action,
    ...(postId !== undefined && { postId }),
    ...(groupId !== undefined && AGREEING.includes(action) && { [GROUP_INPUT]: groupId }),
  };
}

/**
 * The buttons of a forward's card.
 * @param groupId the group that the card names, where it leaves no choice.
 */
export function forwardButtons(
  forwardId: string,
  buttons: readonly ViewButton[],
  groupId?: string,
): CardButton[] {
  return buttons.map((button) => {
    const { action, postId } = button;
    const data = buttonData(forwardId, button, groupId);
    return drawButton([action, postId].filter(Boolean).join('-'), action, { ...buttonLook(button), data });
  });
}
