import type { Activity, TurnContext } from 'botbuilder';
import { type CardAnswer, readCardAnswer } from '../../dialogs/card-answer.ts';
import type { ForwardConversations } from '../../dialogs/forward-conversations.ts';
import { collectedReply, collectReplies } from '../../dialogs/reply.ts';
import type { Forward } from '../../services/forwards/types.ts';
import { scopeOf } from '../../services/links/scope-of.ts';
import { acknowledge } from '../acknowledge.ts';
import type { Admins } from '../admins.ts';
import { type CardReply, textReply } from '../cards/card-reply.ts';
import { isOfAzuresSlack } from '../channels/slack/is-slack.ts';
import { answerLinkCard, type LinkServices } from '../links/answer-link-card.ts';
import { readLinkAnswer } from '../links/link-answer.ts';
import { conversationKey } from '../places/conversation-key.ts';
import type { ForwardDrawer } from '../showing/forward-drawer.ts';
import { wordsFor } from '../words/words-for.ts';
import { giveSecondChance } from './second-chance.ts';

export interface CardServices extends LinkServices {
  readonly conversations: ForwardConversations;
  readonly drawer: ForwardDrawer;
  readonly admins: Admins;
}

/**
 * Does what a button says that somebody pressed on a card of ours. What was pressed is the activity's value,
 * whichever way it came.
 */
export async function answerCard(context: TurnContext, services: CardServices): Promise<CardReply> {
  const linkAnswer = readLinkAnswer(context.activity.value);
  if (linkAnswer) return answerLinkCard(context, services, linkAnswer);
  const found = await findCard(context, services);
  if ('refusal' in found) return textReply(found.refusal);
  collectReplies(context);
  const said = await answerOwnCard(context, services, found);
  acknowledge(context);
  return said === undefined ? cardReply(services, found) : textReply(said);
}

/** What answers a button that has been answered before, by another copy of the same activity. */
export async function repeatAnswer(context: TurnContext, services: CardServices): Promise<CardReply> {
  if (readLinkAnswer(context.activity.value)) return textReply(wordsFor(context.activity).alreadyAnswered);
  const found = await findCard(context, services);
  return 'refusal' in found ? textReply(found.refusal) : cardReply(services, found);
}

interface FoundCard {
  readonly answer: CardAnswer;
  readonly forward: Forward;
}

/** Threads are left aside: what is pressed in a channel may come without naming the thread of its card. */
async function findCard(
  { activity }: TurnContext,
  { forwards, admins }: CardServices,
): Promise<FoundCard | { readonly refusal: string }> {
  const words = wordsFor(activity);
  const answer = readCardAnswer(activity.value);
  const forward = answer && (await forwards.find(answer.forwardId));
  if (!forward || scopeOf(forward.conversationKey) !== scopeOf(conversationKey(activity))) {
    return { refusal: words.unknownCard };
  }
  const isTheirs = forward.requesterId === activity.from.id;
  // To try again changes nothing of what the person decided.
  const mayPress = isTheirs || (answer.action === 'retry' && admins.has(activity));
  if (!mayPress) return { refusal: words.foreignCard(forward.requesterName) };
  return { answer, forward };
}

/** The words that answer it; undefined if the card says it all. */
async function answerOwnCard(
  context: TurnContext,
  { forwards, conversations }: CardServices,
  { forward, answer }: FoundCard,
): Promise<string | undefined> {
  const { replyToId } = context.activity;
  const words = wordsFor(context.activity);
  if (replyToId && isNews(context.activity, forward.cardActivityId)) {
    // Its id never came: the process died, or the chat did, while it was sent. From now on this is the card.
    await forwards.cards.adoptCard(forward.id, replyToId);
  }
  if (forward.stage === 'expired') return words.expired;
  if (answer.action === 'retry' || answer.action === 'isThere' || answer.action === 'postIt') {
    return giveSecondChance(forwards, forward, answer, words);
  }
  if (forward.stage === 'asking') {
    await conversations.answer(context, forward.id);
    return collectedReply(context);
  }
  const isCancelled = answer.action === 'cancel' && (await forwards.cancel(forward.id));
  return isCancelled ? words.cancelled : words.alreadyAnswered;
}

/** Azure's Slack channel names the message that was pressed in a way of its own. Inferred. */
function isNews(activity: Activity, cardActivityId: string | undefined): boolean {
  if (isOfAzuresSlack(activity)) return cardActivityId === undefined;
  return activity.replyToId !== cardActivityId;
}

/** The card as it is now. If it still asks, what was filled in stays. */
async function cardReply(
  { forwards, drawer }: CardServices,
  { forward, answer }: FoundCard,
): Promise<CardReply> {
  const now = (await forwards.find(forward.id)) ?? forward;
  const { caption } = answer;
  const message = await drawer.message(
    now.stage === 'asking' && caption?.trim() ? { ...now, suggestedCaption: caption } : now,
  );
  return { kind: 'card', message, isShownAnyway: true };
}
