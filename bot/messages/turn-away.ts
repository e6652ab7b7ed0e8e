import type { TurnContext } from 'botbuilder';
import { plainText } from '../../dialogs/plain-text.ts';
import type { Greetings } from '../../services/database/greetings.ts';
import type { ExternalPolicy } from '../channels/slack/external-policy.ts';
import { scopeKey } from '../places/conversation-scope.ts';
import type { Heard } from './hear-message.ts';

export interface DoorServices {
  readonly greetings: Greetings;
  readonly external: ExternalPolicy;
}

/**
 * Turns somebody away for whom the bot does nothing. They are told so when they speak to it; where their files would
 * have led to a question, once; and never where people only share among themselves.
 * @returns false if they are welcome
 */
export async function turnAway(
  context: TurnContext,
  { greetings, external }: DoorServices,
  { isAddressed, link }: Heard,
): Promise<boolean> {
  const { activity } = context;
  const refusal = await external.refusal(activity);
  if (refusal === undefined) return false;
  const isToBeTold = async () =>
    link?.mode === 'ask' && greetings.claim(`${scopeKey(activity)}|${activity.from.id}`);
  if (isAddressed || (await isToBeTold())) await context.sendActivity(plainText(refusal));
  return true;
}
