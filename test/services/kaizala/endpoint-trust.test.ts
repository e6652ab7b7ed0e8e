import assert from 'node:assert/strict';
import { MockAgent } from 'undici';
import { isTrustedEndpoint } from '../../../services/kaizala/endpoint-trust.ts';
import { KaizalaAnsweredError, KaizalaNoAnswerError } from '../../../services/kaizala/errors.ts';
import { failureOf, Setting } from './setting.ts';

const CLOUD = 'https://api.kaiza.la';
const EMULATOR = 'http://127.0.0.1:3000';

describe('isTrustedEndpoint', () => {
  const cases: [endpoint: string, apiRoot: string, isTrusted: boolean][] = [
    ['https://kms-alpha.kaiza.la/', CLOUD, true],
    ['https://kms-alpha.kaiza.la/', EMULATOR, true],
    ['http://kms-alpha.kaiza.la/', CLOUD, false],
    ['http://api.kaiza.la/', CLOUD, false],
    ['http://kms-alpha.kaiza.la/', EMULATOR, false],
    ['http://127.0.0.1:4000/', EMULATOR, true],
    ['http://127.1/', EMULATOR, true],
    ['http://localhost:4000/', EMULATOR, true],
    ['http://[::1]:4000/', EMULATOR, true],
    ['http://127.0.0.1:4000/', CLOUD, false],
    ['http://127.0.0.1.evil.example/', EMULATOR, false],
    ['http://localhost.evil.example/', EMULATOR, false],
    ['http://10.0.0.1/', EMULATOR, false],
    ['https://user@kaiza.la/', CLOUD, false],
    ['file:///etc/passwd', EMULATOR, false],
  ];
  for (const [endpoint, apiRoot, isTrusted] of cases) {
    it(`${isTrusted ? 'trusts' : 'does not trust'} ${endpoint} under ${apiRoot}`, () => {
      assert.equal(isTrustedEndpoint(new URL(endpoint), new URL(apiRoot)), isTrusted);
    });
  }
});

describe('a client of the cloud', () => {
  let setting: Setting;
  let cloud: MockAgent;
  beforeEach(async () => {
    setting = await Setting.start();
    setting.server.script('GET /v1/groups', { body: { groups: [] } });
    cloud = new MockAgent();
    // So that a token that leaked would really arrive.
    cloud.enableNetConnect();
  });
  afterEach(async () => {
    await setting.stop();
    await cloud.close();
  });

  const answerWith = (path: string, status: number, body: object, headers = {}) =>
    cloud.get(CLOUD).intercept({ path, method: 'GET' }).reply(status, body, { headers });
  const client = () => setting.client({ apiRoot: CLOUD, dispatcher: cloud });

  it('takes no token to plain http when a 308 says so', async () => {
    answerWith('/v1/accessToken', 200, setting.tokenBody(1, { endpointUrl: CLOUD }));
    answerWith('/v1/groups?fetchAllGroups=true&showDetails=true', 308, {}, { Location: setting.server.url });
    assert.ok((await failureOf(client().listGroups())) instanceof KaizalaAnsweredError);
    assert.deepEqual(setting.server.requests, []);
  });

  it('takes no token to plain http when an access token says so', async () => {
    answerWith('/v1/accessToken', 200, setting.tokenBody(1));
    assert.ok((await failureOf(client().listGroups())) instanceof KaizalaNoAnswerError);
    assert.deepEqual(setting.server.requests, []);
  });

  it('takes no token to where an emulator once was', async () => {
    setting.store.state = { endpointUrl: `${setting.server.url}/` };
    answerWith('/v1/accessToken', 200, setting.tokenBody(1, { endpointUrl: CLOUD }));
    answerWith('/v1/groups?fetchAllGroups=true&showDetails=true', 200, { groups: [] });
    assert.deepEqual(await client().listGroups(), []);
    assert.deepEqual(setting.server.requests, []);
  });
});
