import type { Activity, AdaptiveCardInvokeResponse, TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Turns } from '../../services/database/turns.ts';
import { adaptiveCardOf } from '../cards/adaptive-card-of.ts';
import type { CardReply } from '../cards/card-reply.ts';
import { activityKey } from '../places/activity-key.ts';
import { answerCard, type CardServices, repeatAnswer } from './answer-card.ts';
import { showCard } from './show-card.ts';

/** How Teams names the invoke of an Action.Execute. */
export const EXECUTE = 'adaptiveCard/action';

const executed = z.object({ action: z.object({ data: z.unknown() }) });

/**
 * Answers a button in the call that tells of it. Every copy of that call gets an answer, but only one of them is
 * acted on. Whatever is in the call, the answer is one that Teams shows.
 */
export async function answerExecute(
  context: TurnContext,
  services: CardServices & { readonly turns: Turns; readonly log: Logger },
): Promise<AdaptiveCardInvokeResponse> {
  const { activity } = context;
  // From here on it is what an Action.Submit would have sent.
  activity.value = executed.safeParse(activity.value).data?.action.data;
  let reply: CardReply | undefined;
  await services.turns.once(activityKey(activity), async () => {
    reply = await answerCard(context, services);
    if (reply.kind === 'card' && !reply.isShownAnyway)
      await showToOthers(context, reply.message, services.log);
  });
  return executeResponse(reply ?? (await repeatAnswer(context, services)));
}

/** The deed is done, and whoever pressed has the card in the answer, so that this may fail. */
async function showToOthers(context: TurnContext, message: Partial<Activity>, log: Logger): Promise<void> {
  try {
    await showCard(context, message);
  } catch (error) {
    log.warn({ err: error }, 'a card that was answered could not be brought up to date for everybody');
  }
}

/** The body of an answer, as the Universal Action Model has it. */
export function executeResponse(reply: CardReply): AdaptiveCardInvokeResponse {
  if (reply.kind === 'text') {
    // Typed as an object, though the contract has a string here.
    const value = reply.text as unknown as Record<string, unknown>;
    return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value };
  }
  return {
    statusCode: 200,
    type: 'application/vnd.microsoft.card.adaptive',
    value: adaptiveCardOf(reply.message),
  };
}
