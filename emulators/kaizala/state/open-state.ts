import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Credentials } from '../credentials.ts';
import { EmulatorState } from './emulator-state.ts';
import { SEED_GROUPS } from './seed-groups.ts';

/** A path of its own, so that a client which ignores `endpointUrl` and calls the API root finds nothing there. */
const FIRST_ENDPOINT_PATH = '/kms-alpha/';

/** Opens the state in a folder, seeds it if it is new, and throws away uploads that a kill left half done. */
export function openState(dataDir: string, credentials: Credentials, now: () => number): EmulatorState {
  rmSync(join(dataDir, 'incoming'), { recursive: true, force: true });
  mkdirSync(join(dataDir, 'incoming'), { recursive: true });
  mkdirSync(join(dataDir, 'media'), { recursive: true });
  const state = new EmulatorState(dataDir);
  if (state.signingKey === '') {
    state.commit({ type: 'signingKey', key: randomBytes(32).toString('base64') });
  }
  if (state.endpointPath === '') state.commit({ type: 'endpoint', path: FIRST_ENDPOINT_PATH });
  for (const seed of SEED_GROUPS) {
    const group = { ...seed };
    if (!state.groups.has(group.groupId)) state.commit({ type: 'group', group });
  }
  if (state.refreshTokens.size === 0) {
    state.commit({
      type: 'refreshToken',
      token: credentials.refreshToken,
      issuedAt: now(),
      predecessor: null,
    });
  }
  return state;
}
