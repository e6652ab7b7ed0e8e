import assert from 'node:assert/strict';
import { EntraTokens } from '../../../services/teams/entra-tokens.ts';
import { GraphError } from '../../../services/teams/graph-error.ts';
import { type Reply, ScriptedServer } from '../kaizala/scripted-server.ts';
import { tokenReply } from './graph-stand-in.ts';

const ROUTE = 'POST /contoso.com/oauth2/v2.0/token';

describe('tokens from Entra ID', () => {
  let server: ScriptedServer;
  let now = 0;
  let tokens: EntraTokens;
  beforeEach(async () => {
    server = await ScriptedServer.start();
    now = 0;
    tokens = new EntraTokens({
      loginRoot: server.url,
      clientId: 'app id',
      clientSecret: 'MARKED+secret',
      scope: 'https://graph.microsoft.com/.default',
      now: () => now,
    });
  });
  afterEach(() => server.close());

  const failureWith = async (...replies: Reply[]) => {
    server.script(ROUTE, ...replies);
    const failure = await tokens.get('contoso.com').catch((error: unknown) => error);
    assert.ok(failure instanceof GraphError, String(failure));
    return failure;
  };

  it('are asked for with the app’s credentials in a form', async () => {
    server.script(ROUTE, tokenReply('one'));
    assert.equal(await tokens.get('contoso.com'), 'one');
    const [request] = server.requests;
    assert.equal(request?.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.equal(
      request?.body.toString(),
      'grant_type=client_credentials&client_id=app+id&client_secret=MARKED%2Bsecret&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default',
    );
  });

  it('are shared by all who ask, for each tenant, until shortly before they expire', async () => {
    server.script(ROUTE, tokenReply('one', 3600), tokenReply('two', 3600));
    server.script('POST /fabrikam.com/oauth2/v2.0/token', tokenReply('other'));
    assert.deepEqual(await Promise.all([tokens.get('contoso.com'), tokens.get('contoso.com')]), [
      'one',
      'one',
    ]);
    assert.equal(await tokens.get('fabrikam.com'), 'other');
    now = 54 * 60_000;
    assert.equal(await tokens.get('contoso.com'), 'one');
    now = 56 * 60_000;
    assert.equal(await tokens.get('contoso.com'), 'two');
  });

  it('are asked for anew once one was refused, and not twice for the same one', async () => {
    server.script(ROUTE, tokenReply('one'), tokenReply('two'), tokenReply('three'));
    await tokens.get('contoso.com');
    tokens.discard('contoso.com', 'one');
    assert.equal(await tokens.get('contoso.com'), 'two');
    tokens.discard('contoso.com', 'one');
    assert.equal(await tokens.get('contoso.com'), 'two');
  });

  it('are asked for again after a failure', async () => {
    await failureWith({ status: 503 });
    server.script(ROUTE, tokenReply('one'));
    assert.equal(await tokens.get('contoso.com'), 'one');
  });

  for (const tenant of ['../x', 'a/b', 'a?b', '', '..', 'a..b', 'a%2fb', '.a', 'a.']) {
    it(`are asked of no tenant called “${tenant}”`, async () => {
      await assert.rejects(tokens.get(tenant), GraphError);
      assert.equal(server.requests.length, 0);
    });
  }

  const refusal = (status: number, error: string, code: number): Reply => ({
    status,
    body: { error, error_description: `AADSTS${code}: MARKED+secret was sent.`, error_codes: [code] },
  });
  for (const [reply, code, action, words] of [
    [refusal(401, 'invalid_client', 7000215), 'graph.token', 'giveUp', /AADSTS7000215.*MicrosoftAppPassword/],
    [
      refusal(400, 'unauthorized_client', 700016),
      'graph.consent.tenant',
      'giveUp',
      /AADSTS700016.*administrator.*consent/,
    ],
    [refusal(400, 'invalid_request', 90002), 'graph.token', 'giveUp', /AADSTS90002.*GRAPH_LOGIN_ROOT/],
    [{ status: 404, body: '<html>' }, 'graph.token', 'giveUp', /404/],
    [{ status: 503 }, 'graph.unavailable', 'retry', /503/],
    [{ status: 429, headers: { 'retry-after': '7' } }, 'graph.throttled', 'retry', /Wait/],
    [{ status: 200, body: '<html>' }, 'graph.senseless', 'retry', /not the one/],
  ] as const) {
    it(`that are refused with ${JSON.stringify(reply).slice(0, 60)} fail with ${code}`, async () => {
      const failure = await failureWith(reply);
      assert.deepEqual([failure.code, failure.recovery.action], [code, action]);
      assert.match(failure.message, words);
      assert.match(failure.message, /personal chat/);
      assert.doesNotMatch(failure.message, /MARKED/);
    });
  }

  it('fail in words without the secret when nobody is there', async () => {
    const other = await ScriptedServer.start();
    const loginRoot = other.url;
    await other.close();
    const options = { clientId: 'a', clientSecret: 'MARKED', scope: 's/.default', loginRoot };
    const failure = await new EntraTokens(options).get('contoso.com').catch((error: unknown) => error);
    assert.ok(failure instanceof GraphError && failure.cause instanceof Error);
    assert.deepEqual([failure.code, failure.recovery.action], ['graph.unavailable', 'retry']);
    assert.doesNotMatch(failure.message + failure.cause.message, /MARKED/);
  });
});
