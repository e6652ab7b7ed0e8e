import {
  type ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import type { BotTokens } from '../../services/bot-tokens.ts';
import type { BotCredentials } from '../config.ts';
import { authenticate } from '../connector/authenticate.ts';
import { botTokens } from './bot-tokens.ts';
import { credentialSettings } from './credential-settings.ts';
import { StandInCredentialFactory } from './stand-in-credentials.ts';
import { standInSettings } from './stand-in-settings.ts';

/** Whom the bot believes, and how it proves who it is. */
export interface BotIdentity {
  readonly authentication: ConfigurationBotFrameworkAuthentication;
  readonly tokens: BotTokens;
}

/**
 * Signs the bot in at the Bot Framework. Without credentials it believes everybody, which is for loopback only.
 * @param standInRoot of a stand-in for the Bot Framework's token service, on loopback
 */
export async function createIdentity(
  credentials: BotCredentials | undefined,
  standInRoot: string | undefined,
): Promise<BotIdentity> {
  if (!credentials) {
    const factory = new ConfigurationServiceClientCredentialFactory({});
    const authentication = authenticate({}, factory);
    return { authentication, tokens: { token: async () => undefined } };
  }
  const factory = standInRoot
    ? new StandInCredentialFactory(credentials, standInRoot)
    : new ConfigurationServiceClientCredentialFactory(credentialSettings(credentials));
  const settings = standInRoot ? await standInSettings(standInRoot) : {};
  const authentication = authenticate(settings, factory);
  return { authentication, tokens: botTokens(factory, credentials) };
}
