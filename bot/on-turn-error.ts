import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import { apologize } from './apologize.ts';
import { isFinal } from './is-final.ts';

/** What an adapter does about a turn that failed: it logs it, and tells the person once. It never rejects. */
export function onTurnError(log: Logger): (context: TurnContext, error: Error) => Promise<void> {
  return async (context, error) => {
    log.error({ err: error, activityType: context.activity.type }, 'a turn failed');
    // A chat that has refused the bot for good takes no apology either.
    if (isFinal(error)) return;
    await apologize(context).catch((cause: unknown) => {
      log.warn({ err: cause }, 'the person could not be told');
    });
  };
}
