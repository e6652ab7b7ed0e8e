import assert from 'node:assert/strict';
import { KaizalaStateError } from '../../../services/kaizala/errors.ts';
import { failureOf, HOUR_MS, Setting, TOKEN_ROUTE } from './setting.ts';

const GROUPS = 'GET /v1/groups';

describe("the connector's refresh token", () => {
  let setting: Setting;
  beforeEach(async () => {
    setting = await Setting.start();
    setting.server.script(GROUPS, { body: { groups: [] } });
  });
  afterEach(() => setting.stop());

  const tokensUsed = () => setting.server.requestsTo(TOKEN_ROUTE).map(({ headers }) => headers.refreshtoken);
  const rotateFirst = () =>
    setting.server.script(
      TOKEN_ROUTE,
      { body: setting.tokenBody(1, { refreshToken: 'MARKED-refresh-2' }) },
      { body: setting.tokenBody(2, { refreshToken: null }) },
    );

  it('is saved when Kaizala hands out a new one, and used from then on', async () => {
    rotateFirst();
    const client = setting.client();
    await client.listGroups();
    assert.deepEqual(setting.store.saved, [{ refreshToken: 'MARKED-refresh-2' }]);
    setting.nowMs += 24 * HOUR_MS;
    await client.listGroups();
    await setting.client().listGroups();
    assert.deepEqual(tokensUsed(), ['MARKED-refresh-1', 'MARKED-refresh-2', 'MARKED-refresh-2']);
  });

  it('is not saved when there is no new one', async () => {
    await setting.client().listGroups();
    assert.deepEqual(setting.store.saved, []);
  });

  it('is safe before the access token that came with it is used', async () => {
    rotateFirst();
    setting.store.failure = new Error('disk full');
    const client = setting.client();
    const error = await failureOf(client.listGroups());
    assert.ok(error instanceof KaizalaStateError);
    assert.match(String(error.cause), /disk full/);
    assert.deepEqual(setting.server.requestsTo(GROUPS), []);
  });

  it('is kept when it could not be saved, and saved before the next request', async () => {
    rotateFirst();
    setting.store.failure = new Error('disk full');
    const client = setting.client();
    await failureOf(client.listGroups());
    await failureOf(client.listGroups());
    assert.equal(tokensUsed().length, 1);
    setting.store.failure = undefined;
    assert.deepEqual(await client.listGroups(), []);
    assert.deepEqual(setting.store.state, { refreshToken: 'MARKED-refresh-2' });
    assert.deepEqual(tokensUsed(), ['MARKED-refresh-1', 'MARKED-refresh-2']);
  });

  it('leaves alone what else another instance has stored', async () => {
    rotateFirst();
    const client = setting.client();
    setting.server.script(GROUPS, (_request, response) => response.end('{"groups":[]}'));
    setting.store.load = async () => ({ endpointUrl: `${setting.server.url}/` });
    await client.listGroups();
    assert.deepEqual(setting.store.saved, [
      { endpointUrl: `${setting.server.url}/`, refreshToken: 'MARKED-refresh-2' },
    ]);
  });

  it('gives way to a newer one that another instance has stored meanwhile', async () => {
    rotateFirst();
    const client = setting.client();
    setting.store.state = { refreshToken: 'MARKED-refresh-1' };
    const { load } = setting.store;
    setting.store.load = async () => {
      const state = await load.call(setting.store);
      // Right after this one has read it.
      setting.store.state = { refreshToken: 'MARKED-refresh-3' };
      return state;
    };
    await client.listGroups();
    assert.deepEqual(setting.store.state, { refreshToken: 'MARKED-refresh-3' });
    setting.nowMs += 24 * HOUR_MS;
    await client.listGroups();
    assert.deepEqual(tokensUsed(), ['MARKED-refresh-1', 'MARKED-refresh-3']);
  });

  it('is waited for while another instance that was given a new one stores it', async () => {
    const client = setting.client();
    await client.listGroups();
    setting.nowMs += 24 * HOUR_MS;
    setting.server.script(TOKEN_ROUTE, { status: 401 }, { body: setting.tokenBody(2) });
    const listing = client.listGroups();
    setTimeout(() => {
      setting.store.state = { refreshToken: 'MARKED-refresh-2' };
    }, 400);
    assert.deepEqual(await listing, []);
    assert.deepEqual(tokensUsed(), ['MARKED-refresh-1', 'MARKED-refresh-1', 'MARKED-refresh-2']);
  });

  it('is taken from the store when another instance was given a new one', async () => {
    const client = setting.client();
    await client.listGroups();
    setting.nowMs += 24 * HOUR_MS;
    setting.store.state = { refreshToken: 'MARKED-refresh-2' };
    setting.server.script(TOKEN_ROUTE, { status: 401 }, { body: setting.tokenBody(2) });
    assert.deepEqual(await client.listGroups(), []);
    assert.deepEqual(tokensUsed(), ['MARKED-refresh-1', 'MARKED-refresh-1', 'MARKED-refresh-2']);
  });
});
