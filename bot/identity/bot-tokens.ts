import type { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import type { BotTokens } from '../../services/bot-tokens.ts';
import { BridgeError } from '../../services/errors.ts';
import { plainCause } from '../../services/plain-cause.ts';
import type { BotCredentials } from '../config/config.ts';

const AUDIENCE = 'https://api.botframework.com';
/** Of the public cloud. Credentials that belong to one tenant take that instead. */
const LOGIN_URL = 'https://login.microsoftonline.com/botframework.com';

/** The bot could not prove who it is. */
class BotTokenError extends BridgeError {
  constructor(cause: unknown) {
    super(
      'bot.token',
      'The bot could not sign in at the Bot Framework. If it stays, ask an administrator to check the MicrosoftApp settings.',
      { action: 'retry' },
      { cause },
    );
  }
}

/** What all credentials that the SDK makes can do beyond what their interface says. */
interface TokenSource {
  getToken(): Promise<string>;
}

/** Tokens for the connector, from where the SDK's own client gets them, which also keeps them while they are good. */
export function botTokens(
  factory: ConfigurationServiceClientCredentialFactory,
  { appId, password = '' }: BotCredentials,
): BotTokens {
  return {
    token: async () => {
      try {
        const credentials = await factory.createCredentials(appId, AUDIENCE, LOGIN_URL, true);
        if (!isTokenSource(credentials)) throw new TypeError('These credentials give no tokens.');
        return await credentials.getToken();
      } catch (error) {
        throw new BotTokenError(plainCause(error, [password]));
      }
    },
  };
}

function isTokenSource(credentials: object): credentials is TokenSource {
  return 'getToken' in credentials && typeof credentials.getToken === 'function';
}
