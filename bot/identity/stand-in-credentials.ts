import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { EntraTokens } from '../../services/teams/entra-tokens.ts';
import type { BotCredentials } from '../config/config.ts';
import { credentialSettings } from './credential-settings.ts';

const MULTI_TENANT = 'botframework.com';

type Credentials = Awaited<ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']>>;

/** Gets the bot's tokens from a stand-in on loopback, which the SDK's own credentials refuse to ask over http. */
export class StandInCredentialFactory extends ConfigurationServiceClientCredentialFactory {
  readonly #tokens: EntraTokens;
  readonly #tenant: string;

  constructor(credentials: BotCredentials, root: string) {
    super(credentialSettings(credentials));
    this.#tenant = credentials.type === 'MultiTenant' ? MULTI_TENANT : (credentials.tenantId ?? MULTI_TENANT);
    this.#tokens = new EntraTokens({
      loginRoot: root,
      clientId: credentials.appId,
      clientSecret: credentials.password ?? '',
      scope: 'https://api.botframework.com/.default',
    });
  }

  override async createCredentials(): Promise<Credentials & { getToken(): Promise<string> }> {
    const getToken = () => this.#tokens.get(this.#tenant);
    return {
      getToken,
      signRequest: async (request) => {
        request.headers.set('authorization', `Bearer ${await getToken()}`);
        return request;
      },
    };
  }
}
