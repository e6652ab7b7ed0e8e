import { cardActions } from '../../../emulators/teams/cards/card-actions.ts';
import { cardInputs } from '../../../emulators/teams/cards/card-inputs.ts';
import { cardOf } from '../../../emulators/teams/cards/card-of.ts';
import { cardTexts } from '../../../emulators/teams/cards/card-texts.ts';
import type { ChatMessage } from '../../../emulators/teams/connector/conversation.ts';
import type { ShownMessage } from '../demo-conversation.ts';

/** A message of the bot as a person sees it in Teams. */
export function showMessage({ id, activity }: Pick<ChatMessage, 'id' | 'activity'>): ShownMessage {
  const card = cardOf(activity);
  if (card === undefined) {
    return { id, texts: [activity.text ?? ''], buttons: [], groups: [], isCard: false };
  }
  const groups = cardInputs(card).flatMap((input) =>
    input.id === 'group' && input.type === 'Input.ChoiceSet' ? input.choices : [],
  );
  return {
    id,
    texts: cardTexts(card),
    buttons: cardActions(card).map(({ title }) => title),
    groups,
    isCard: true,
  };
}
