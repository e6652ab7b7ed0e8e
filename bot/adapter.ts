import { CloudAdapter, type ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Logger } from 'pino';
import { apologize } from './apologize.ts';
import { withinTime } from './within-time.ts';

/** How long the chat may take to accept a message, in milliseconds. */
const SEND_TAKES_MS = 10_000;

/** The Bot Framework's adapter. It believes whom this authentication believes. */
export function createAdapter(
  authentication: ConfigurationBotFrameworkAuthentication,
  log: Logger,
): CloudAdapter {
  const adapter = new CloudAdapter(authentication);
  // The connector's client has no time-out of its own, and the turn's request waits for it.
  adapter.use(async (context, next) => {
    context.onSendActivities((_context, _activities, send) => withinTime(send(), SEND_TAKES_MS));
    await next();
  });
  adapter.onTurnError = async (context, error) => {
    log.error({ err: error, activityType: context.activity.type }, 'a turn failed');
    await apologize(context).catch((cause: unknown) => {
      log.warn({ err: cause }, 'the person could not be told');
    });
  };
  return adapter;
}
