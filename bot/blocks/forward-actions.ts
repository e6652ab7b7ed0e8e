import type { ActionsBlock } from '@slack/web-api';
import { buttonData, buttonLook } from '../cards/forward-buttons.ts';
import type { ViewButton } from '../cards/forward-view.ts';
import { drawBlockButton } from './draw-block-button.ts';
import { LIMITS } from './limits.ts';

/**
 * The buttons of a forward's message.
 * @param groupId the group that the message names, where it leaves no choice.
 */
export function forwardActions(
  forwardId: string,
  buttons: readonly ViewButton[],
  groupId?: string,
): ActionsBlock[] {
  if (buttons.length === 0) return [];
  const elements = buttons.slice(0, LIMITS.actionsElements).map((button) => {
    const { action, postId } = button;
    // Without it, the group is the one that the conversation forwards to when it is pressed.
    const fitting = (groupId?.length ?? 0) <= LIMITS.optionValue ? groupId : undefined;
    const data = buttonData(forwardId, button, fitting);
    const id = ['forward', action, postId].filter(Boolean).join(':');
    return drawBlockButton(id, { ...buttonLook(button), data });
  });
  return [{ type: 'actions', block_id: 'actions', elements }];
}
