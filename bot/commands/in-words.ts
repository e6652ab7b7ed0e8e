import type { Activity, TurnContext } from 'botbuilder';
import { plainText } from '../../dialogs/plain-text.ts';
import { BridgeError } from '../../services/errors.ts';

/** Sends what `answer` makes, or the words of an error that is meant for people. */
export async function inWords(context: TurnContext, answer: () => Promise<Partial<Activity>>): Promise<void> {
  await context.sendActivity(
    await answer().catch((error: unknown) => {
      if (!(error instanceof BridgeError)) throw error;
      return plainText(error.message);
    }),
  );
}
