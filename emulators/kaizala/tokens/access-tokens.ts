import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { EmulatorState } from '../state/emulator-state.ts';

/** Expiry in epoch milliseconds, as `accessTokenExpiry` has it on the wire. */
export interface AccessToken {
  readonly token: string;
  readonly expiresAt: number;
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function sign(key: string, content: string): Buffer {
  return createHmac('sha256', key).update(content).digest();
}

/** Issues a token in the shape of a JWT. It stays good across restarts, as its key is part of the state. */
export function issueAccessToken(state: EmulatorState, now: number, lifetimeSeconds: number): AccessToken {
  const expiresAt = now + lifetimeSeconds * 1000;
  const content = [
    base64url({ alg: 'HS256', typ: 'JWT' }),
    base64url({ iss: 'kaizala-emulator', jti: randomUUID(), exp: expiresAt / 1000 }),
  ].join('.');
  return { token: `${content}.${sign(state.signingKey, content).toString('base64url')}`, expiresAt };
}

/** Whether the token is one of ours, not expired and not revoked. */
export function isAccessTokenValid(state: EmulatorState, token: string, now: number): boolean {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0)
    return false;
  const expected = sign(state.signingKey, `${header}.${payload}`);
  const actual = Buffer.from(signature, 'base64url');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return false;
  const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp: number };
  return now < exp * 1000;
}
