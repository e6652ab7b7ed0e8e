import { CardFactory, type TurnContext } from 'botbuilder';
import { plainText } from '../dialogs/plain-text.ts';
import { answerCard, type CardServices } from './answer-card.ts';
import type { CardReply } from './card-reply.ts';
import { isFinal } from './is-final.ts';

/** Answers a button that came as a message, from a client that knows no Action.Execute, by messages. */
export async function answerSubmit(context: TurnContext, services: CardServices): Promise<void> {
  const reply = await answerCard(context, services);
  if (reply.kind === 'text') await context.sendActivity(plainText(reply.text));
  else if (!reply.isShownAnyway) await show(context, reply);
}

/** In place of the card that was answered, or as a new message where that can't be told or is gone. */
async function show(context: TurnContext, { card }: CardReply & { kind: 'card' }): Promise<void> {
  const message = { type: 'message', attachments: [CardFactory.adaptiveCard(card)] };
  const { replyToId } = context.activity;
  const isUpdated =
    replyToId !== undefined &&
    (await context.updateActivity({ ...message, id: replyToId }).then(
      () => true,
      (error: unknown) => {
        if (!isFinal(error)) throw error;
        return false;
      },
    ));
  if (!isUpdated) await context.sendActivity(message);
}
