import type { TurnContext } from 'botbuilder';
import { plainText } from '../../dialogs/plain-text.ts';
import { answerCard, type CardServices } from './answer-card.ts';
import { showCard } from './show-card.ts';

/** Answers a button that came as a message, from a client that knows no Action.Execute, by messages. */
export async function answerSubmit(context: TurnContext, services: CardServices): Promise<void> {
  const reply = await answerCard(context, services);
  if (reply.kind === 'text') await context.sendActivity(plainText(reply.text));
  else if (!reply.isShownAnyway) await showCard(context, reply.message);
}
