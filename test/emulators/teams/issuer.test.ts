import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';

const APP_ID = '99998888-7777-4666-8555-444433332222';

describe('the Bot Framework beside Teams', () => {
  let teams: TeamsEmulator;

  beforeEach(async () => {
    teams = await startTeamsEmulator({ authentication: { appId: APP_ID, secret: 'hush' } });
  });

  afterEach(() => teams.close());

  const requestToken = (fields: Record<string, string> = {}) =>
    fetch(`${teams.issuerRoot}/botframework.com/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: APP_ID,
        client_secret: 'hush',
        scope: 'https://api.botframework.com/.default',
        ...fields,
      }),
    });

  const verify = async (token: string) => {
    const metadata = await fetch(`${teams.issuerRoot}/v1/.well-known/openidconfiguration`);
    const { issuer, jwks_uri: keys } = (await metadata.json()) as { issuer: string; jwks_uri: string };
    return jwtVerify(token, createRemoteJWKSet(new URL(keys)), { issuer, audience: APP_ID });
  };

  it('signs every activity for the bot and the service url that it names', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const endpoint = `http://127.0.0.1:${port}/`;
    const user = teams.createUser({ endpoint });
    const team = teams.createTeam({ name: 'Ops', endpoint, members: [{ name: 'Asha Rao' }] });
    const { activity } = await user.says('hello');
    await user.raw('{');
    await team.general.member('Asha Rao').says('hello');
    await user.says('hello', { serviceUrl: 'http://elsewhere/' });
    assert.deepEqual((activity.recipient as { id: string }).id, `28:${APP_ID}`);
    const urls = [];
    for (const header of seen) {
      const { payload, protectedHeader } = await verify((header ?? '').replace('Bearer ', ''));
      assert.equal(protectedHeader.alg, 'RS256');
      assert.ok(protectedHeader.kid);
      urls.push(payload.serviceurl);
    }
    assert.deepEqual(urls, [teams.serviceUrl, teams.serviceUrl, teams.serviceUrl, 'http://elsewhere/']);
    server.close();
  });

  it('signs whatever a test wants to claim', async () => {
    await verify(await teams.issuer.sign());
    await assert.rejects(verify(await teams.issuer.sign({ exp: 1 })), { code: 'ERR_JWT_EXPIRED' });
    await assert.rejects(verify(await teams.issuer.sign({ aud: undefined })), /aud/);
    const { payload } = await verify(await teams.issuer.sign({ serviceurl: undefined }));
    assert.equal('serviceurl' in payload, false);
  });

  it('hands the bot its token, and refuses calls to the connector without it', async () => {
    const user = teams.createUser({ endpoint: 'http://127.0.0.1:1/' });
    const image = await teams.keepAttachment({ kind: 'generated', size: 1 }, { type: 'image/png' });
    const url = `${teams.serviceUrl}v3/conversations/${encodeURIComponent(user.conversation.id)}/members`;
    const { access_token: token } = (await (await requestToken()).json()) as { access_token: string };
    for (const target of [url, image.contentUrl]) {
      assert.equal((await fetch(target)).status, 401);
      const wrong = { authorization: `Bearer ${await teams.issuer.sign()}` };
      assert.equal((await fetch(target, { headers: wrong })).status, 401);
      const right = { authorization: `Bearer ${token}` };
      assert.equal((await fetch(target, { headers: right })).status, 200);
    }
  });

  it('refuses a token to anybody else', async () => {
    assert.equal((await requestToken({ client_id: 'other' })).status, 400);
    assert.equal((await requestToken({ client_secret: 'other' })).status, 401);
    assert.equal((await requestToken({ scope: 'https://graph.microsoft.com/.default' })).status, 400);
    assert.equal((await requestToken({ grant_type: 'password' })).status, 400);
    assert.equal((await fetch(`${teams.issuerRoot}/other`)).status, 404);
  });
});
