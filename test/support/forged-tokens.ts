import { createPublicKey } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { Authentication } from '../../emulators/teams/issuer/issuer.ts';
import type { TeamsEmulator } from '../../emulators/teams/start-teams-emulator.ts';

export interface Forger {
  /** A header that nobody should believe. */
  readonly title: string;
  authorization(): Promise<string | undefined> | string | undefined;
  /** What the activity says otherwise than it should. */
  readonly changes?: Readonly<Record<string, unknown>>;
}

const HOUR = 3600;
const ISSUER = 'https://api.botframework.com';

/** Every way to forge a request that is known to us, by what it tells about itself. */
export function forgers(teams: TeamsEmulator, authentication: Authentication): Forger[] {
  const { appId } = authentication;
  const now = () => Math.floor(Date.now() / 1000);
  const bearer = async (token: Promise<string> | string) => `Bearer ${await token}`;
  const signed = (claims: Record<string, unknown> = {}) => bearer(teams.issuer.sign(claims));
  const serviceUrl = () => teams.serviceUrl;
  const payload = () => ({
    iss: ISSUER,
    aud: appId,
    nbf: now(),
    exp: now() + HOUR,
    serviceurl: serviceUrl(),
  });
  const jwk = async (): Promise<JWK> => {
    const answer = await fetch(`${teams.issuerRoot}/v1/.well-known/keys`);
    const { keys } = (await answer.json()) as { keys: [JWK] };
    return keys[0];
  };
  const byHand = (header: object, body: object, signature = 'c2ln') =>
    `Bearer ${part(header)}.${part(body)}.${signature}`;
  const withOwnKey = async (kid: string) => {
    const { privateKey } = await generateKeyPair('RS256');
    return bearer(new SignJWT(payload()).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey));
  };
  const withHmac = async (secret: Uint8Array) => {
    const { kid = '' } = await jwk();
    return bearer(new SignJWT(payload()).setProtectedHeader({ alg: 'HS256', kid }).sign(secret));
  };
  const pem = async (type: 'spki' | 'pkcs1') => {
    const { n = '', e = '' } = await jwk();
    const key = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
    return Buffer.from(key.export({ type, format: 'pem' }).toString());
  };
  const broken = async (change: (parts: string[]) => string[]) => {
    const [, token = ''] = (await signed()).split(' ');
    return `Bearer ${change(token.split('.')).join('.')}`;
  };
  return [
    { title: 'none', authorization: () => undefined },
    { title: 'an empty header', authorization: () => '' },
    { title: 'a bearer without a token', authorization: () => 'Bearer ' },
    { title: 'a word', authorization: () => 'Bearer token' },
    { title: 'another scheme', authorization: async () => (await signed()).replace('Bearer', 'Basic') },
    { title: 'a scheme in small letters', authorization: async () => (await signed()).toLowerCase() },
    { title: 'two tokens', authorization: async () => `${await signed()} ${(await signed()).slice(7)}` },
    {
      title: 'a token that has expired',
      authorization: () => signed({ nbf: now() - 2 * HOUR, exp: now() - HOUR }),
    },
    { title: 'a token that never expires', authorization: () => signed({ exp: undefined }) },
    {
      title: 'a token that is not valid yet',
      authorization: () => signed({ nbf: now() + HOUR, exp: now() + 2 * HOUR }),
    },
    {
      title: 'a token for another bot',
      authorization: () => signed({ aud: '00000000-0000-4000-8000-000000000000' }),
    },
    { title: 'a token for several bots', authorization: () => signed({ aud: [appId, 'other'] }) },
    { title: 'a token for nobody', authorization: () => signed({ aud: undefined }) },
    { title: 'a token for what the bot itself calls', authorization: () => signed({ aud: ISSUER }) },
    { title: 'a token of another issuer', authorization: () => signed({ iss: 'https://issuer.invalid' }) },
    { title: 'a token of no issuer', authorization: () => signed({ iss: undefined }) },
    {
      title: 'a token as the emulator of the Bot Framework has it',
      authorization: () =>
        signed({
          iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
          appid: appId,
          ver: '1.0',
          serviceurl: serviceUrl(),
        }),
    },
    {
      title: 'a token of a tenant that anybody can have',
      authorization: () =>
        signed({
          iss: 'https://sts.windows.net/0f0f0f0f-0000-4000-8000-0f0f0f0f0f0f/',
          tid: '0f0f0f0f-0000-4000-8000-0f0f0f0f0f0f',
          appid: appId,
          ver: '1.0',
        }),
    },
    {
      title: 'a token of another bot, as a skill has it',
      authorization: () => signed({ ver: '1.0', appid: '11111111-2222-4333-8444-555555555555' }),
    },
    { title: 'alg none', authorization: async () => byHand({ alg: 'none', typ: 'JWT' }, payload(), '') },
    {
      title: 'alg none with the name of the key and a signature',
      authorization: async () => byHand({ alg: 'none', kid: (await jwk()).kid }, payload()),
    },
    {
      title: 'alg None',
      authorization: async () => byHand({ alg: 'None', kid: (await jwk()).kid }, payload()),
    },
    { title: 'HS256 with the public key, as SPKI', authorization: async () => withHmac(await pem('spki')) },
    {
      title: 'HS256 with the public key, as PKCS #1',
      authorization: async () => withHmac(await pem('pkcs1')),
    },
    {
      title: 'HS256 with the modulus of the public key',
      authorization: async () => withHmac(Buffer.from((await jwk()).n ?? '', 'base64url')),
    },
    { title: 'an unknown key', authorization: () => withOwnKey('unknown') },
    {
      title: 'an unknown key under the name of the known one',
      authorization: async () => withOwnKey((await jwk()).kid ?? ''),
    },
    { title: 'a key that the token brings along', authorization: () => withKeyInside(payload()) },
    {
      title: 'a changed body under the old signature',
      authorization: () =>
        broken(([head = '', , tail = '']) => [head, part({ ...payload(), admin: true }), tail]),
    },
    { title: 'no signature', authorization: () => broken(([head = '', body = '']) => [head, body, '']) },
    { title: 'a token without a service url', authorization: () => signed({ serviceurl: undefined }) },
    {
      title: 'a token for another service url',
      authorization: () => signed({ serviceurl: 'https://smba.invalid/' }),
    },
    {
      title: 'the right token with another service url',
      authorization: () => signed(),
      changes: { serviceUrl: 'https://attacker.invalid/' },
    },
    {
      title: 'the right token with a service url that only begins like the right one',
      authorization: () => signed(),
      changes: { serviceUrl: `${teams.serviceUrl}../` },
    },
    {
      title: 'the right token for a channel that its key is not for',
      authorization: () => signed(),
      changes: { channelId: 'directline' },
    },
    {
      title: 'the right token for a channel that has a check of its own in the SDK',
      authorization: () => signed(),
      changes: { channelId: 'AseChannel' },
    },
    { title: 'a token that the bot gets for itself', authorization: () => ownToken(teams, authentication) },
  ];
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function withKeyInside(payload: Record<string, unknown>): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const token = await new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', kid: 'inside', jwk, jku: 'https://attacker.invalid/keys' })
    .sign(privateKey);
  return `Bearer ${token}`;
}

async function ownToken(teams: TeamsEmulator, { appId, secret = '' }: Authentication): Promise<string> {
  const answer = await fetch(`${teams.issuerRoot}/botframework.com/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: secret,
      scope: 'https://api.botframework.com/.default',
    }),
  });
  const { access_token } = (await answer.json()) as { access_token: string };
  return `Bearer ${access_token}`;
}
