import assert from 'node:assert/strict';
import {
  KaizalaAnsweredError,
  KaizalaNoAnswerError,
  KaizalaStateError,
} from '../../../services/kaizala/errors.ts';
import { CREDENTIALS, failureOf, HOUR_MS, Setting, TOKEN_ROUTE } from './setting.ts';

const GROUPS = 'GET /v1/groups';
const NO_GROUPS = { body: { groups: [] } };
const INVALID_TOKEN = {
  status: 401,
  body: { message: 'stale', errorCode: 'InvalidToken', errorCategoryKey: 'AuthException' },
};

describe("the connector's access token", () => {
  let setting: Setting;
  beforeEach(async () => {
    setting = await Setting.start();
    setting.server.script(GROUPS, NO_GROUPS);
  });
  afterEach(() => setting.stop());

  const fetches = () => setting.server.requestsTo(TOKEN_ROUTE);
  const tokensUsed = () => setting.server.requestsTo(GROUPS).map(({ headers }) => headers.accesstoken);

  it('is fetched with the credentials in headers, when first needed', async () => {
    const client = setting.client();
    assert.deepEqual(setting.server.requests, []);
    await client.listGroups();
    const { headers } = fetches()[0] ?? assert.fail();
    assert.equal(headers.applicationid, CREDENTIALS.applicationId);
    assert.equal(headers.applicationsecret, CREDENTIALS.applicationSecret);
    assert.equal(headers.refreshtoken, CREDENTIALS.refreshToken);
    assert.equal(setting.store.loads, 1);
  });

  it('is shared by concurrent calls', async () => {
    const client = setting.client();
    await Promise.all([client.listGroups(), client.listGroups(), client.listGroups()]);
    assert.equal(fetches().length, 1);
  });

  it('is asked for again after a failure', async () => {
    setting.server.script(TOKEN_ROUTE, { status: 503 }, { body: setting.tokenBody(1) });
    const client = setting.client();
    const failures = await Promise.allSettled([client.listGroups(), client.listGroups()]);
    assert.deepEqual(
      failures.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.equal(fetches().length, 1);
    assert.deepEqual(await client.listGroups(), []);
  });

  it('is renewed five minutes before it expires', async () => {
    const client = setting.client();
    await client.listGroups();
    setting.nowMs += 24 * HOUR_MS - 301_000;
    await client.listGroups();
    setting.nowMs += 2000;
    await client.listGroups();
    assert.deepEqual(tokensUsed(), ['MARKED-access-1', 'MARKED-access-1', 'MARKED-access-2']);
  });

  const jwt = (exp: number) => `head.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.signature`;
  const lives: [words: string, token: (nowMs: number) => object, lifeMs: number][] = [
    ['that lives a minute', (now) => ({ accessTokenExpiry: now + 60_000 }), 54_000],
    ['whose expiry is a string', (now) => ({ accessTokenExpiry: String(now + 60_000) }), 54_000],
    [
      'whose expiry only its JWT tells',
      (now) => ({ accessTokenExpiry: null, accessToken: jwt(now / 1000 + 60) }),
      54_000,
    ],
    ['without any expiry', () => ({ accessTokenExpiry: undefined }), 24 * HOUR_MS - 300_000],
    ['that has expired by our clock', (now) => ({ accessTokenExpiry: now - 1 }), 24 * HOUR_MS - 300_000],
  ];
  for (const [words, token, lifeMs] of lives) {
    it(`is used for a sensible time if it is one ${words}`, async () => {
      setting.server.script(TOKEN_ROUTE, { body: setting.tokenBody(1, token(setting.nowMs)) });
      const client = setting.client();
      await client.listGroups();
      setting.nowMs += lifeMs - 1;
      await client.listGroups();
      assert.equal(fetches().length, 1);
      setting.nowMs += 1;
      await client.listGroups();
      assert.equal(fetches().length, 2);
    });
  }

  const staleAnswers: [words: string, status: number, body: unknown][] = [
    ['InvalidToken', 401, INVALID_TOKEN.body],
    ['another casing', 403, { ErrorCode: 'INVALIDTOKEN' }],
    ['Unauthenticated', 401, { errorCode: 'Unauthenticated' }],
    ['no body', 401, ''],
  ];
  for (const [words, status, body] of staleAnswers) {
    it(`is replaced once when Kaizala calls it stale with ${words}`, async () => {
      setting.server.script(GROUPS, { status, body }, NO_GROUPS);
      assert.deepEqual(await setting.client().listGroups(), []);
      assert.deepEqual(tokensUsed(), ['MARKED-access-1', 'MARKED-access-2']);
    });
  }

  it('is not replaced a second time', async () => {
    setting.server.script(GROUPS, INVALID_TOKEN);
    const error = await failureOf(setting.client().listGroups());
    assert.ok(error instanceof KaizalaAnsweredError);
    assert.equal(error.errorCode, 'InvalidToken');
    assert.equal(error.errorCategory, 'AuthException');
    assert.deepEqual(error.recovery, { action: 'giveUp' });
    assert.match(error.message, /KAIZALA_REFRESH_TOKEN/);
    assert.equal(fetches().length, 2);
  });

  it('is replaced once for all the calls that found it stale', async () => {
    setting.server.script(GROUPS, INVALID_TOKEN, INVALID_TOKEN, INVALID_TOKEN, NO_GROUPS);
    const client = setting.client();
    await Promise.all([client.listGroups(), client.listGroups(), client.listGroups()]);
    assert.equal(fetches().length, 2);
  });

  it('goes on being fetched for the others when one caller aborts', async () => {
    const arrived = Promise.withResolvers<() => void>();
    setting.server.script(TOKEN_ROUTE, (_request, response) =>
      arrived.resolve(() => response.end(JSON.stringify(setting.tokenBody(1)))),
    );
    const abort = new AbortController();
    const client = setting.client();
    const impatient = client.listGroups({ signal: abort.signal });
    const patient = client.listGroups();
    const answer = await arrived.promise;
    abort.abort(new Error('impatient'));
    await assert.rejects(impatient, /impatient/);
    answer();
    assert.deepEqual(await patient, []);
    assert.equal(fetches().length, 1);
  });

  for (const status of [400, 401, 403]) {
    it(`can't be had with wrong credentials (${status}), and the settings to check are named`, async () => {
      setting.server.script(TOKEN_ROUTE, { status, body: { message: 'Invalid connector secret' } });
      const error = await failureOf(setting.client().listGroups());
      assert.ok(error instanceof KaizalaAnsweredError);
      assert.match(
        error.message,
        /KAIZALA_APPLICATION_ID, KAIZALA_APPLICATION_SECRET and KAIZALA_REFRESH_TOKEN/,
      );
      assert.equal(error.serverMessage, 'Invalid connector secret');
      assert.deepEqual(error.recovery, { action: 'giveUp' });
      assert.equal(fetches().length, 1);
    });
  }

  it('is not fetched along a redirect', async () => {
    setting.server.script(TOKEN_ROUTE, {
      status: 308,
      headers: { Location: `${setting.server.url}/elsewhere` },
    });
    const error = await failureOf(setting.client().listGroups());
    assert.ok(error instanceof KaizalaAnsweredError);
    assert.equal(setting.server.requests.length, 1);
  });

  it('is missed if what answers is not Kaizala', async () => {
    setting.server.script(TOKEN_ROUTE, { body: '<html>' });
    assert.ok((await failureOf(setting.client().listGroups())) instanceof KaizalaNoAnswerError);
  });

  it('waits until the state is loaded, and tries again to load it', async () => {
    const { store } = setting;
    const load = store.load.bind(store);
    store.load = () => Promise.reject(new Error('database down'));
    const client = setting.client();
    assert.ok((await failureOf(client.listGroups())) instanceof KaizalaStateError);
    assert.deepEqual(setting.server.requests, []);
    store.load = load;
    assert.deepEqual(await client.listGroups(), []);
  });
});
