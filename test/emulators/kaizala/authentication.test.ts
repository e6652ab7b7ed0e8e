import assert from 'node:assert/strict';
import { assertError } from './support/assert-error.ts';
import { Connector } from './support/connector.ts';
import { withEmulator } from './support/with-emulator.ts';

const PATHS = ['groups', 'groups/x', 'groups/x/actions'];

describe('Every call to the endpoint', () => {
  it('is Unauthenticated without an access token, whatever the Authorization header says', () =>
    withEmulator(async (emulator) => {
      const { endpointUrl, accessToken } = await Connector.connect(emulator);
      for (const path of PATHS) {
        const response = await fetch(`${endpointUrl}v1/${path}`, {
          headers: { Authorization: `Bearer ${accessToken}` },
        });
        await assertError(response, 401, 'Unauthenticated');
      }
    }));

  it('is refused with InvalidToken for a token that is made up, forged or expired', async () => {
    let time = 0;
    await withEmulator(
      async (emulator) => {
        const connector = await Connector.connect(emulator);
        const good = connector.accessToken;
        const [header, , signature] = good.split('.');
        const payload = Buffer.from('{"exp":99999999999}').toString('base64url');
        for (const bad of ['x', 'a.b.c', `${good}.x`, `${header}.${payload}.${signature}`]) {
          connector.accessToken = bad;
          await assertError(await connector.call('groups'), 401, 'InvalidToken');
        }
        connector.accessToken = good;
        time = 59_999;
        assert.equal((await connector.call('groups')).status, 200);
        time = 60_000;
        const expired = await connector.call('groups');
        assert.equal(
          ((await expired.clone().json()) as { errorCategoryKey: string }).errorCategoryKey,
          'AuthException',
        );
        await assertError(expired, 401, 'InvalidToken');
      },
      { now: () => time, accessTokenLifetimeSeconds: 60 },
    );
  });

  it('is not found on the API root, nor under a doubled slash', () =>
    withEmulator(async (emulator) => {
      const { endpointUrl, accessToken } = await Connector.connect(emulator);
      for (const url of [
        `${emulator.url}/v1/groups`,
        `${endpointUrl}/v1/groups`,
        `${endpointUrl}v1/accessToken`,
      ]) {
        await assertError(await fetch(url, { headers: { accessToken } }), 404, 'NotFound');
      }
    }));
});

describe('The call limit', () => {
  it('lets 100 calls a minute pass, the access token included, and says how long to wait', async () => {
    let time = 0;
    await withEmulator(
      async (emulator) => {
        const connector = await Connector.connect(emulator);
        time = 20_500;
        for (let call = 1; call < 100; call += 1) assert.equal((await connector.call('groups')).status, 200);
        const refused = await connector.call('groups');
        assert.equal(refused.headers.get('Retry-After'), '40');
        await assertError(refused, 429, 'TooManyRequests');
        time = 60_000;
        assert.equal((await connector.call('groups')).status, 200);
        assert.equal((await connector.call('groups')).headers.get('Retry-After'), '21');
      },
      { now: () => time },
    );
  });

  it('does not count calls that can be put down to no connector', () =>
    withEmulator(
      async (emulator) => {
        const connector = await Connector.connect(emulator);
        const { accessToken } = connector;
        connector.accessToken = 'x';
        for (let call = 0; call < 5; call += 1) assert.equal((await connector.call('groups')).status, 401);
        connector.accessToken = accessToken;
        assert.equal((await connector.call('groups')).status, 200);
        assert.equal((await connector.call('groups')).status, 429);
      },
      { callsPerMinute: 2 },
    ));
});
