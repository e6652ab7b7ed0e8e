import { randomBytes } from 'node:crypto';
import type { EmulatorState } from '../state/emulator-state.ts';

const DAY_MS = 86_400_000;
const LIFE_MS = 365 * DAY_MS;
const ROTATION_AGE_MS = 328 * DAY_MS;

/** The refresh token that a client should hold by now. */
export function currentRefreshToken(state: EmulatorState): string {
  const current = [...state.refreshTokens.keys()].at(-1);
  if (current === undefined) throw new Error('No refresh token is left');
  return current;
}

/** When a refresh token ends, in epoch milliseconds. */
export function refreshTokenExpiry(issuedAt: number): number {
  return issuedAt + LIFE_MS;
}

/** Puts a successor of the current refresh token on offer, as if day 328 had come. Returns the successor. */
export function rotateRefreshToken(state: EmulatorState, now: number): string {
  return mint(state, now, currentRefreshToken(state));
}

/** Issues a refresh token to someone who logged in. As the contract has it, that revokes the old ones. */
export function replaceRefreshTokens(state: EmulatorState, now: number): string {
  const old = [...state.refreshTokens.keys()];
  const token = mint(state, now, null);
  for (const revoked of old) state.commit({ type: 'refreshTokenRevoked', token: revoked });
  return token;
}

/**
 * Uses a refresh token. Returns the one that the answer must carry: the successor if one is on offer, which is
 * so from day 328, else the empty string. Returns undefined if the token is unknown, revoked or expired.
 *
 * The contract says both that a new token revokes the old one and that a client which misses the new one lives
 * until the old one expires. Both hold if the old one is revoked by the first use of the new one (inferred).
 */
export function exchangeRefreshToken(state: EmulatorState, token: string, now: number): string | undefined {
  const known = state.refreshTokens.get(token);
  if (known === undefined || now >= refreshTokenExpiry(known.issuedAt)) return undefined;
  if (known.predecessor !== null && state.refreshTokens.has(known.predecessor)) {
    state.commit({ type: 'refreshTokenRevoked', token: known.predecessor });
  }
  const successor = [...state.refreshTokens].find(([, { predecessor }]) => predecessor === token)?.[0];
  if (successor !== undefined) return successor;
  return now >= known.issuedAt + ROTATION_AGE_MS ? mint(state, now, token) : '';
}

function mint(state: EmulatorState, now: number, predecessor: string | null): string {
  const token = randomBytes(24).toString('base64url');
  state.commit({ type: 'refreshToken', token, issuedAt: now, predecessor });
  return token;
}
