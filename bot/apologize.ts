import type { TurnContext } from 'botbuilder';
import { EXECUTE, executeResponse } from './answers/answer-execute.ts';
import { textReply } from './cards/card-reply.ts';
import { words } from './words/words.ts';

/** Tells the person that their turn failed: where they wait for the answer of a call, in that answer. */
export async function apologize(context: TurnContext): Promise<void> {
  const isExecute = context.activity.type === 'invoke' && context.activity.name === EXECUTE;
  await context.sendActivity(
    isExecute
      ? { type: 'invokeResponse', value: { status: 200, body: executeResponse(textReply(words.unexpected)) } }
      : words.unexpected,
  );
}
