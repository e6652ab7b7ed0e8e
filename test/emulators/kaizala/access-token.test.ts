import assert from 'node:assert/strict';
import { EMULATOR_CREDENTIALS } from '../../../emulators/kaizala/credentials.ts';
import { assertError } from './support/assert-error.ts';
import { requestAccessToken } from './support/connector.ts';
import { withEmulator } from './support/with-emulator.ts';

const DAY_MS = 86_400_000;

interface Grant {
  accessToken: string;
  endpointUrl: string;
  accessTokenExpiry: number;
  refreshToken: string;
  scope: string;
}

const grant = async (response: Response) => {
  assert.equal(response.status, 200);
  return (await response.json()) as Grant;
};

describe('GET /v1/accessToken', () => {
  it('grants a JWT for 24 hours and an endpoint that is not the API root', () =>
    withEmulator(
      async (emulator) => {
        const { accessToken, endpointUrl, accessTokenExpiry, refreshToken, scope } = await grant(
          await requestAccessToken(emulator),
        );
        const [header, payload, signature] = accessToken.split('.');
        assert.deepEqual(JSON.parse(Buffer.from(header ?? '', 'base64url').toString()), {
          alg: 'HS256',
          typ: 'JWT',
        });
        assert.equal(JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()).exp, 86_401);
        assert.ok(signature);
        assert.equal(endpointUrl, `${emulator.url}/kms-alpha/`);
        assert.equal(accessTokenExpiry, 1000 + DAY_MS);
        assert.equal(refreshToken, '');
        assert.equal(typeof scope, 'string');
      },
      { now: () => 1000 },
    ));

  for (const header of ['applicationId', 'applicationSecret', 'refreshToken'] as const) {
    it(`names the ${header} when it is wrong or missing`, () =>
      withEmulator(async (emulator) => {
        for (const value of ['wrong', '']) {
          const message = await assertError(
            await requestAccessToken(emulator, { [header]: value }),
            401,
            'Unauthenticated',
          );
          assert.match(message, new RegExp(header));
        }
        const { [header]: _absent, ...others } = EMULATOR_CREDENTIALS;
        const response = await fetch(`${emulator.url}/v1/accessToken`, { headers: others });
        assert.match(await assertError(response, 401, 'Unauthenticated'), new RegExp(header));
      }));
  }

  it('offers no new refresh token on day 327, and the same new one again and again from day 328', async () => {
    let time = 0;
    await withEmulator(
      async (emulator) => {
        const old = { refreshToken: EMULATOR_CREDENTIALS.refreshToken };
        time = 328 * DAY_MS - 1;
        assert.equal((await grant(await requestAccessToken(emulator, old))).refreshToken, '');
        time += 1;
        const first = await grant(await requestAccessToken(emulator, old));
        const second = await grant(await requestAccessToken(emulator, old));
        assert.notEqual(first.refreshToken, '');
        assert.equal(second.refreshToken, first.refreshToken);
      },
      { now: () => time },
    );
  });

  it('revokes the old refresh token once the new one is used', () =>
    withEmulator(async (emulator) => {
      const old = { refreshToken: EMULATOR_CREDENTIALS.refreshToken };
      emulator.faults.add({ kind: 'rotateRefreshToken', operation: 'accessToken' });
      const { refreshToken } = await grant(await requestAccessToken(emulator, old));
      await grant(await requestAccessToken(emulator, old));
      assert.equal((await grant(await requestAccessToken(emulator, { refreshToken }))).refreshToken, '');
      await assertError(await requestAccessToken(emulator, old), 401, 'Unauthenticated');
      assert.equal(emulator.credentials.refreshToken, refreshToken);
    }));

  it('refuses a refresh token after 365 days', async () => {
    let time = 0;
    await withEmulator(
      async (emulator) => {
        time = 365 * DAY_MS;
        await assertError(await requestAccessToken(emulator), 401, 'Unauthenticated');
      },
      { now: () => time },
    );
  });
});
