import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import type { Logger } from 'pino';
import type { BotCredentials } from './config.ts';
import { words } from './words.ts';

/** The Bot Framework's adapter. Without credentials it believes everybody, which is for loopback only. */
export function createAdapter(credentials: BotCredentials | undefined, log: Logger): CloudAdapter {
  const settings = credentials && {
    MicrosoftAppType: credentials.type,
    MicrosoftAppId: credentials.appId,
    ...(credentials.password && { MicrosoftAppPassword: credentials.password }),
    ...(credentials.tenantId && { MicrosoftAppTenantId: credentials.tenantId }),
  };
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      {},
      new ConfigurationServiceClientCredentialFactory(settings ?? {}),
    ),
  );
  adapter.onTurnError = async (context, error) => {
    log.error({ err: error, activityType: context.activity.type }, 'a turn failed');
    await context.sendActivity(words.unexpected).catch((cause: unknown) => {
      log.warn({ err: cause }, 'the person could not be told');
    });
  };
  return adapter;
}
