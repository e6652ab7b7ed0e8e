import { CloudAdapter, type ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Logger } from 'pino';
import { apologize } from './apologize.ts';
import { isFinal } from './is-final.ts';

/** The Bot Framework's adapter. It believes whom this authentication believes. */
export function createAdapter(
  authentication: ConfigurationBotFrameworkAuthentication,
  log: Logger,
): CloudAdapter {
  const adapter = new CloudAdapter(authentication);
  adapter.onTurnError = async (context, error) => {
    log.error({ err: error, activityType: context.activity.type }, 'a turn failed');
    // A chat that has refused the bot for good takes no apology either.
    if (isFinal(error)) return;
    await apologize(context).catch((cause: unknown) => {
      log.warn({ err: cause }, 'the person could not be told');
    });
  };
  return adapter;
}
