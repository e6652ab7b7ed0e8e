import { randomBytes } from 'node:crypto';
import type { EmulatorState } from '../state/emulator-state.ts';

/** Makes every access token issued so far stale: a new key no longer recognises their signatures. */
export function revokeAccessTokens(state: EmulatorState): void {
  state.commit({ type: 'signingKey', key: randomBytes(32).toString('base64') });
}
