import * as z from 'zod';
import type { Call } from '../api/call.ts';
import { readJson } from '../api/read-json.ts';
import { unauthenticated } from '../api/unauthenticated.ts';
import { refreshTokenExpiry, replaceRefreshTokens } from '../tokens/refresh-tokens.ts';
import { EMULATOR_PIN } from './emulator-pin.ts';
import { GRANTED_SCOPE } from './granted-scope.ts';

const body = z.strictObject({
  mobileNumber: z.string(),
  applicationId: z.string(),
  applicationSecret: z.string(),
  pin: z.string(),
});

/** `POST /v1/loginWithPinAndApplicationId`. A PIN is good once, for the number that asked for it. */
export async function loginWithPin(call: Call): Promise<object> {
  const { mobileNumber, applicationId, applicationSecret, pin } = await readJson(call, body);
  const { credentials, pendingPins, state, now } = call.kaizala;
  if (applicationId !== credentials.applicationId) throw unauthenticated('The applicationId is wrong');
  if (applicationSecret !== credentials.applicationSecret) {
    throw unauthenticated('The applicationSecret is wrong');
  }
  if (pin !== EMULATOR_PIN || !pendingPins.delete(mobileNumber)) {
    throw unauthenticated('The pin is wrong, or none was asked for');
  }
  const issuedAt = now();
  return {
    refreshToken: replaceRefreshTokens(state, issuedAt),
    grantedScope: GRANTED_SCOPE,
    refreshTokenExpiry: refreshTokenExpiry(issuedAt),
  };
}
