import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { connectorHttpClient } from './connector-http-client.ts';

type Parameters = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>;

/** The Bot Framework's authentication, whose calls to the connector are made once each. */
export function authenticate(
  settings: Parameters[0],
  credentials: NonNullable<Parameters[1]>,
): ConfigurationBotFrameworkAuthentication {
  return new ConfigurationBotFrameworkAuthentication(settings, credentials, undefined, undefined, {
    httpClient: connectorHttpClient,
  });
}
