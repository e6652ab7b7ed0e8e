import {
  type ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import type { BotTokens } from '../../services/bot-tokens.ts';
import type { BotCredentials, Config } from '../config/config.ts';
import { authenticate } from '../connector/authenticate.ts';
import { botTokens } from './bot-tokens.ts';
import { credentialSettings } from './credential-settings.ts';
import { Gate } from './gate.ts';
import { StandInCredentialFactory } from './stand-in-credentials.ts';
import { standInSettings } from './stand-in-settings.ts';
import { Tenants } from './tenants.ts';

/** Whom the bot believes, and how it proves who it is. */
export interface BotIdentity {
  readonly authentication: ConfigurationBotFrameworkAuthentication;
  /** Before which nothing that comes in is believed. */
  readonly gate: Gate;
  readonly tokens: BotTokens;
}

/** What of the configuration says who the bot is, and whom it listens to. */
export type IdentitySettings = Pick<Config, 'bot' | 'botFrameworkRoot' | 'allowedTenants'>;

/** Of the public cloud. */
const ISSUER = 'https://api.botframework.com';

/** Signs the bot in at the Bot Framework. Without credentials it believes everybody, which is for loopback only. */
export async function createIdentity({
  bot: credentials,
  botFrameworkRoot: standInRoot,
  allowedTenants,
}: IdentitySettings): Promise<BotIdentity> {
  if (!credentials) {
    const factory = new ConfigurationServiceClientCredentialFactory({});
    const authentication = authenticate({}, factory);
    const gate = new Gate(new Tenants(allowedTenants));
    return { authentication, gate, tokens: { token: async () => undefined } };
  }
  const factory = standInRoot
    ? new StandInCredentialFactory(credentials, standInRoot)
    : new ConfigurationServiceClientCredentialFactory(credentialSettings(credentials));
  const standIn = standInRoot ? await standInSettings(standInRoot) : undefined;
  const authentication = authenticate(standIn ?? {}, factory);
  const gate = new Gate(new Tenants(tenantsOf(credentials, allowedTenants)), {
    authentication,
    appId: credentials.appId,
    issuer: standIn?.ToBotFromChannelTokenIssuer ?? ISSUER,
  });
  return { authentication, gate, tokens: botTokens(factory, credentials) };
}

/** A bot of one tenant serves that one, unless told otherwise. */
function tenantsOf({ type, tenantId }: BotCredentials, allowed: readonly string[]): readonly string[] {
  return allowed.length > 0 || type === 'MultiTenant' || !tenantId ? allowed : [tenantId];
}
