import { conversationKey } from '../conversation-key.ts';
import { words } from '../words.ts';
import type { Command } from './command.ts';

/** `/cancel`: withdraws this person's newest forward, if it waits for an answer or is not posted yet. */
export const cancel: Command = async (context, { forwards, conversations }) => {
  const { activity } = context;
  const key = conversationKey(activity);
  const open = await forwards.findOpen(key, activity.from.id);
  if (open) return conversations.answer(context, open.id);
  const [newest] = await forwards.listPending(key, activity.from.id, 1);
  const isCancelled = newest !== undefined && (await forwards.cancel(newest.id));
  await context.sendActivity(isCancelled ? words.cancelled : words.nothingToCancel);
};
