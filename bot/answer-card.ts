import type { TurnContext } from 'botbuilder';
import { type CardAnswer, readCardAnswer } from '../dialogs/card-answer.ts';
import type { ForwardConversations } from '../dialogs/forward-conversations.ts';
import { plainText } from '../dialogs/plain-text.ts';
import type { Forwards } from '../services/forwards/forwards.ts';
import type { Forward } from '../services/forwards/types.ts';
import { conversationKey } from './conversation-key.ts';
import { answerLinkCard, type CardReply, type LinkServices } from './links/answer-link-card.ts';
import { readLinkAnswer } from './links/link-answer.ts';
import { giveSecondChance } from './second-chance.ts';
import { words } from './words.ts';

export interface CardServices extends LinkServices {
  readonly forwards: Forwards;
  readonly conversations: ForwardConversations;
}

/** Does what a button says that somebody pressed on a card of ours. */
export async function answerCard(context: TurnContext, services: CardServices): Promise<void> {
  const { activity } = context;
  const linkAnswer = readLinkAnswer(activity.value);
  if (linkAnswer) {
    const reply = await answerLinkCard(context, services, linkAnswer);
    return replyToPresser(context, reply);
  }
  const answer = readCardAnswer(activity.value);
  const forward = answer && (await services.forwards.find(answer.forwardId));
  if (!forward || forward.conversationKey !== conversationKey(activity)) {
    await context.sendActivity(words.unknownCard);
  } else if (forward.requesterId !== activity.from.id) {
    await context.sendActivity(plainText(words.foreignCard(forward.requesterName)));
  } else {
    await answerOwnCard(context, services, forward, answer);
  }
}

async function answerOwnCard(
  context: TurnContext,
  { forwards, conversations }: CardServices,
  forward: Forward,
  answer: CardAnswer,
): Promise<void> {
  const { replyToId } = context.activity;
  if (replyToId && replyToId !== forward.cardActivityId) {
    // Its id never came: the process died, or the chat did, while it was sent. From now on this is the card.
    await forwards.adoptCard(forward.id, replyToId);
  }
  if (forward.stage === 'expired') {
    await context.sendActivity(words.expired);
  } else if (answer.action === 'retry' || answer.action === 'isThere' || answer.action === 'postIt') {
    await giveSecondChance(context, forwards, forward, answer);
  } else if (forward.stage === 'asking') {
    await conversations.answer(context, forward.id);
  } else if (answer.action === 'cancel' && (await forwards.cancel(forward.id))) {
    await context.sendActivity(words.cancelled);
  } else {
    await context.sendActivity(words.alreadyAnswered);
  }
}

async function replyToPresser(context: TurnContext, reply: CardReply): Promise<void> {
  const { replyToId: id } = context.activity;
  if (reply.kind === 'text') await context.sendActivity(plainText(reply.text));
  else if (id) await context.updateActivity({ ...reply.card, id });
  else await context.sendActivity(reply.card);
}
