import { questionOfThread } from '../answers/open-question.ts';
import { conversationKey } from '../places/conversation-key.ts';
import { ownScope } from '../places/conversation-scope.ts';
import { wordsFor } from '../words/words-for.ts';
import type { Command } from './command.ts';

/** `/cancel`: withdraws this person's newest forward that waits for an answer or is not posted yet. */
export const cancel: Command = async (context, { forwards, conversations }, { turn }) => {
  const { activity } = context;
  const words = wordsFor(activity);
  const own = ownScope(activity);
  // In a thread, what belongs to it is meant first.
  const here = { conversationKey: conversationKey(activity), requesterId: own.requesterId };
  const id = await turn.forward(
    async () =>
      (await questionOfThread(forwards, activity)) ??
      ((await forwards.findCancellable(here)) ?? (await forwards.findCancellable(own)))?.id,
  );
  const newest = id === undefined ? undefined : await forwards.find(id);
  if (newest?.stage === 'asking') return conversations.cancel(context, newest.id);
  const isCancelled = newest !== undefined && (await forwards.cancel(newest.id));
  await context.sendActivity(isCancelled ? words.cancelled : words.nothingToCancel);
};
