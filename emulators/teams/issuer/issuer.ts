import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { SignJWT } from 'jose';
import { errorAnswer, type JsonAnswer } from '../http/answer.ts';
import { signingKey } from './signing-key.ts';
import { readTokenRequest, tokenAnswer, tokenErrorAnswer } from './token-request.ts';

/** The real one's name, which the bot expects whatever address the metadata comes from. */
const ISSUER = 'https://api.botframework.com';
const SCOPE = 'https://api.botframework.com/.default';
const LIFE_SECONDS = 3600;

export interface Authentication {
  /** The bot's app id. */
  readonly appId: string;
  /** What the bot has to prove itself with; anything will do if absent. */
  readonly secret?: string;
}

/** The Bot Framework's token service: its metadata and keys, tokens for the bot, and those that Teams sends. */
export class Issuer {
  readonly #root: string;
  readonly #serviceUrl: string;
  readonly #authentication: Authentication | undefined;
  readonly #handedOut = new Set<string>();

  constructor(root: string, serviceUrl: string, authentication?: Authentication) {
    this.#root = root;
    this.#serviceUrl = serviceUrl;
    this.#authentication = authentication;
  }

  /**
   * A token as Teams sends it with an activity. `claims` replace those that it would have; `undefined` takes
   * one away. Times are in seconds since 1970.
   */
  async sign(claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const { kid, privateKey } = await signingKey();
    const payload: Record<string, unknown> = {
      iss: ISSUER,
      aud: this.#authentication?.appId,
      nbf: now,
      exp: now + LIFE_SECONDS,
      serviceurl: this.#serviceUrl,
      ...claims,
    };
    return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(privateKey);
  }

  /** Whether a call to the connector may pass: with a token from here, or with none while nobody is asked. */
  accepts(authorization: string | undefined): boolean {
    if (this.#authentication === undefined) return true;
    const [, token = ''] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
    return this.#handedOut.has(token);
  }

  /** Answers a request; `path` is what follows the root. */
  async take(request: IncomingMessage, path: string): Promise<JsonAnswer> {
    if (path === '/v1/.well-known/openidconfiguration') return this.#metadata();
    if (path === '/v1/.well-known/keys') {
      return { status: 200, body: { keys: [(await signingKey()).publicJwk] } };
    }
    if (request.method === 'POST' && /^\/[^/]+\/oauth2\/v2\.0\/token$/.test(path)) {
      return this.#token(request);
    }
    return errorAnswer(404, 'NotFound', 'No such resource.');
  }

  #metadata(): JsonAnswer {
    const body = {
      issuer: ISSUER,
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: `${this.#root}/v1/.well-known/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    };
    return { status: 200, body };
  }

  async #token(request: IncomingMessage): Promise<JsonAnswer> {
    const wanted = await readTokenRequest(request);
    if (wanted === undefined) {
      return tokenErrorAnswer(400, 'invalid_request', 900144, 'The request body is incomplete.');
    }
    const { appId, secret } = this.#authentication ?? {};
    if (appId !== undefined && wanted.client_id !== appId) {
      return tokenErrorAnswer(400, 'unauthorized_client', 700016, 'The application was not found.');
    }
    if (secret !== undefined && wanted.client_secret !== secret) {
      return tokenErrorAnswer(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
    }
    if (wanted.scope !== SCOPE) {
      return tokenErrorAnswer(400, 'invalid_scope', 70011, 'The scope is not valid.');
    }
    const token = await this.sign({
      iss: this.#root,
      aud: 'https://api.botframework.com',
      jti: randomUUID(),
    });
    this.#handedOut.add(token);
    return tokenAnswer(token, LIFE_SECONDS);
  }
}
