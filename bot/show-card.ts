import { CardFactory, type TurnContext } from 'botbuilder';
import type { AdaptiveCard } from './cards/adaptive-card.ts';
import { isFinal } from './is-final.ts';

/** Shows everybody a card in place of the one that was answered; as a new message where that is gone or unknown. */
export async function showCard(context: TurnContext, card: AdaptiveCard): Promise<void> {
  const message = { type: 'message', attachments: [CardFactory.adaptiveCard(card)] };
  if (!(await isUpdated(context, message))) await context.sendActivity(message);
}

async function isUpdated(context: TurnContext, message: object): Promise<boolean> {
  const { replyToId } = context.activity;
  if (replyToId === undefined) return false;
  try {
    await context.updateActivity({ ...message, id: replyToId });
    return true;
  } catch (error) {
    if (isFinal(error)) return false;
    throw error;
  }
}
