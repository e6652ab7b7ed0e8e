import type { TurnContext } from 'botbuilder';
import { BridgeError } from '../../services/errors.ts';
import type { Forwards } from '../../services/forwards/forwards.ts';
import type { Links } from '../../services/links/links.ts';
import type { TargetGroups } from '../../services/links/target-groups.ts';
import { type CardReply, textReply } from '../cards/card-reply.ts';
import type { MessageSight } from './chat-knowledge.ts';
import type { LinkAnswer } from './link-answer.ts';
import { linkConversation } from './link-conversation.ts';
import { linkOutcomeMessage } from './link-message.ts';
import type { LinkPolicy } from './link-policy.ts';
import { linkWordsFor } from './link-words-for.ts';

/** What linking takes. */
export interface LinkServices {
  readonly forwards: Forwards;
  readonly links: Links;
  readonly targets: TargetGroups;
  readonly linkPolicy: LinkPolicy;
  readonly sight: MessageSight;
}

/** Does what a button of the card says that links. Only those may who may link. */
export async function answerLinkCard(
  { activity }: TurnContext,
  services: LinkServices,
  { link: { action }, linkGroup, linkMode = 'ask' }: LinkAnswer,
): Promise<CardReply> {
  const refusal = await services.linkPolicy.refusal(activity);
  if (refusal !== undefined) return textReply(refusal);
  if (action === 'cancel')
    return { kind: 'card', message: linkOutcomeMessage(activity, linkWordsFor(activity).cancelled) };
  const group = linkGroup === undefined ? undefined : await services.targets.find(linkGroup);
  if (!group) return textReply(linkWordsFor(activity).goneGroup);
  try {
    const text = await linkConversation(activity, services, { group, mode: linkMode });
    return { kind: 'card', message: linkOutcomeMessage(activity, text) };
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    return textReply(error.message);
  }
}
