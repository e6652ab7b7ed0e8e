import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK & { readonly endorsements: readonly string[] };
}

let key: Promise<SigningKey> | undefined;

/** The key of this process, made when it is first needed: making one takes a tenth of a second. */
export function signingKey(): Promise<SigningKey> {
  key ??= makeKey();
  return key;
}

async function makeKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const kid = 'teams-emulator';
  const jwk = await exportJWK(publicKey);
  // Keys of channels name the channels that they sign for; the bot has to look.
  return { kid, privateKey, publicJwk: { ...jwk, kid, use: 'sig', alg: 'RS256', endorsements: ['msteams'] } };
}
