import type { BotCredentials } from '../config/config.ts';

/** The bot's credentials under the names that the Bot Framework's SDK reads them by. */
export function credentialSettings({ type, appId, password, tenantId }: BotCredentials) {
  return {
    MicrosoftAppType: type,
    MicrosoftAppId: appId,
    ...(password && { MicrosoftAppPassword: password }),
    ...(tenantId && { MicrosoftAppTenantId: tenantId }),
  };
}
