import { z } from 'zod';
import type { SocketServer } from '../app/socket-server.ts';
import type { OAuth } from '../oauth/oauth.ts';
import type { ApiCall } from './read-call.ts';
import { malformed, Refusal } from './refusal.ts';

interface AppParts {
  /** `host:port` of this stand-in. */
  readonly host: string;
  readonly appToken: string;
  readonly socket: SocketServer;
  readonly oauth: OAuth;
}

const access = z.looseObject({
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string(),
  redirect_uri: z.string().optional(),
});

/** The methods that the app calls for itself, and not for a workspace. */
export class AppMethods {
  readonly #parts: AppParts;

  constructor(parts: AppParts) {
    this.#parts = parts;
  }

  find(method: string): ((call: ApiCall) => object) | undefined {
    if (method === 'apps.connections.open') return (call) => this.#openConnection(call);
    if (method === 'oauth.v2.access') return (call) => this.#exchangeCode(call);
    return undefined;
  }

  #openConnection({ token }: ApiCall): object {
    const { appToken, socket, host } = this.#parts;
    if (token === undefined) throw new Refusal('not_authed');
    if (token !== appToken) {
      throw new Refusal(token.startsWith('xoxb-') ? 'not_allowed_token_type' : 'invalid_auth');
    }
    return { url: socket.ticketUrl(host) };
  }

  #exchangeCode({ parameters }: ApiCall): object {
    const parsed = access.safeParse(parameters);
    if (!parsed.success) throw malformed('invalid_arguments', [parsed.error.message]);
    return this.#parts.oauth.exchange(parsed.data);
  }
}
