import assert from 'node:assert/strict';
import { EMULATOR_CREDENTIALS } from '../../../emulators/kaizala/credentials.ts';
import type { KaizalaEmulator } from '../../../emulators/kaizala/emulator.ts';
import { EMULATOR_PIN } from '../../../emulators/kaizala/operations/emulator-pin.ts';
import { assertError } from './support/assert-error.ts';
import { requestAccessToken } from './support/connector.ts';
import { withEmulator } from './support/with-emulator.ts';

const { applicationId, applicationSecret } = EMULATOR_CREDENTIALS;
const mobileNumber = '+15550100';

const post = (emulator: KaizalaEmulator, path: string, body: object) =>
  fetch(`${emulator.url}/v1/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

const login = (emulator: KaizalaEmulator, change: object = {}) =>
  post(emulator, 'loginWithPinAndApplicationId', {
    mobileNumber,
    applicationId,
    applicationSecret,
    pin: EMULATOR_PIN,
    ...change,
  });

describe('Logging in with a PIN', () => {
  it('gives a refresh token for a year that takes the place of the old one', () =>
    withEmulator(
      async (emulator) => {
        const old = emulator.credentials.refreshToken;
        const pin = await post(emulator, 'generatePin', { mobileNumber, applicationId });
        assert.deepEqual(await pin.json(), {});
        const body = (await (await login(emulator)).json()) as Record<string, unknown>;
        assert.equal(body.refreshTokenExpiry, 365 * 86_400_000);
        assert.equal(typeof body.grantedScope, 'string');
        assert.equal(body.refreshToken, emulator.credentials.refreshToken);
        assert.equal((await requestAccessToken(emulator)).status, 200);
        assert.equal((await requestAccessToken(emulator, { refreshToken: old })).status, 401);
      },
      { now: () => 0 },
    ));

  it('refuses a PIN that is wrong, was not asked for, or was used before', () =>
    withEmulator(async (emulator) => {
      await assertError(await login(emulator), 401, 'Unauthenticated');
      await post(emulator, 'generatePin', { mobileNumber, applicationId });
      await assertError(await login(emulator, { pin: '0000' }), 401, 'Unauthenticated');
      assert.equal((await login(emulator)).status, 200);
      await assertError(await login(emulator), 401, 'Unauthenticated');
    }));

  it('says which of the application id and secret is wrong', () =>
    withEmulator(async (emulator) => {
      const pin = await post(emulator, 'generatePin', { mobileNumber, applicationId: 'wrong' });
      assert.match(await assertError(pin, 401, 'Unauthenticated'), /applicationId/);
      for (const field of ['applicationId', 'applicationSecret']) {
        const message = await assertError(
          await login(emulator, { [field]: 'wrong' }),
          401,
          'Unauthenticated',
        );
        assert.match(message, new RegExp(field));
      }
    }));
});
