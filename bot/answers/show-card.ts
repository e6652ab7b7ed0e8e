import type { Activity, TurnContext } from 'botbuilder';
import { isFinal } from '../is-final.ts';

/** Shows everybody a message in place of the one that was answered; as a new message where that is gone or unknown. */
export async function showCard(context: TurnContext, message: Partial<Activity>): Promise<void> {
  if (!(await isUpdated(context, message))) await context.sendActivity(message);
}

async function isUpdated(context: TurnContext, message: Partial<Activity>): Promise<boolean> {
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
