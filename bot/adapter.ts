import { CloudAdapter, type ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Logger } from 'pino';
import { onTurnError } from './on-turn-error.ts';

/** The Bot Framework's adapter. It believes whom this authentication believes. */
export function createAdapter(
  authentication: ConfigurationBotFrameworkAuthentication,
  log: Logger,
): CloudAdapter {
  const adapter = new CloudAdapter(authentication);
  adapter.onTurnError = onTurnError(log);
  return adapter;
}
