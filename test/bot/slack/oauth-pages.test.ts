import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { createOAuthPages, type OAuthSettings } from '../../../bot/slack/oauth-pages.ts';
import { startSlackEmulator } from '../../../emulators/slack/start-slack-emulator.ts';
import { migrate } from '../../../services/database/migrate.ts';
import type { PgliteDatabase } from '../../../services/database/pglite-database.ts';
import { InstalledWorkspaces } from '../../../services/slack/installed-workspaces.ts';
import { ok, refused, SlackStandIn } from '../../services/slack/slack-stand-in.ts';
import { openEmptyDatabase } from '../../support/empty-database.ts';

const CLIENT = { clientId: '111.222', clientSecret: 'MARKED-secret' };
const GRANT = {
  app_id: 'A0APP001',
  authed_user: { id: 'U0ASHA01' },
  scope: 'chat:write,files:read',
  token_type: 'bot',
  access_token: 'xoxb-MARKED',
  bot_user_id: 'U0BOT001',
  team: { id: 'T0ACME01', name: 'Acme <b>&' },
  enterprise: null,
  is_enterprise_install: false,
};

describe('adding the app to a workspace', () => {
  let folder: string;
  let database: PgliteDatabase;
  let installed: InstalledWorkspaces;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bridge-oauth-'));
    database = await openEmptyDatabase(folder);
    await migrate(database);
    installed = new InstalledWorkspaces(database);
  });
  after(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  let slack: SlackStandIn;
  let server: Server;
  let logged: string[];
  let log: Logger;
  let url: string;
  beforeEach(async () => {
    slack = await SlackStandIn.start();
    slack.answer('oauth.v2.access', ok(GRANT));
    slack.answer('auth.test', ok({ team_id: 'T0ACME01', user_id: 'U0BOT001', bot_id: 'B0BOT001' }));
    logged = [];
    const lines = new Writable({
      write(chunk, _encoding, done) {
        logged.push(String(chunk));
        done();
      },
    });
    log = pino(lines);
    await serve({ apiUrl: slack.apiUrl, ...CLIENT });
  });
  afterEach(async () => {
    await database.query('DELETE FROM bridge.slack_installations');
    await stop();
    await slack.close();
  });

  const serve = async (settings: OAuthSettings) => {
    const pages = createOAuthPages(settings, { installed, log });
    server = createServer((request, response) => {
      const page = request.url?.startsWith('/slack/install') ? pages.install : pages.comeBack;
      void page(request, response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const stop = async () => {
    server.closeAllConnections();
    await new Promise<void>((closed) => server.close(() => closed()));
  };

  const get = async (path: string, cookie = '') => {
    const response = await fetch(url + path, { headers: { cookie }, redirect: 'manual' });
    const page = await response.text();
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /^default-src 'none'.*frame-ancestors 'none'/,
    );
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    assert.doesNotMatch(page + logged.join(), /MARKED|<script/);
    return { status: response.status, page, cookie: response.headers.get('set-cookie') ?? '' };
  };
  /** Opens the first page as a browser does: the state that Slack gets, and the cookie. */
  const begin = async () => {
    const { page, cookie } = await get('/slack/install');
    const link = /href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&#38;', '&') ?? assert.fail(page);
    const authorize = new URL(link);
    return {
      authorize,
      state: authorize.searchParams.get('state') ?? '',
      cookie: cookie.split(';')[0] ?? '',
    };
  };

  it('begins with a page that leads to Slack, or to what stands in for it, and asks for the scopes', async () => {
    const { authorize, state, cookie } = await begin();
    assert.equal(authorize.origin + authorize.pathname, `${new URL(slack.apiUrl).origin}/oauth/v2/authorize`);
    assert.equal(authorize.searchParams.get('client_id'), CLIENT.clientId);
    const scopes = authorize.searchParams.get('scope')?.split(',');
    for (const scope of ['chat:write', 'files:read', 'commands']) assert.ok(scopes?.includes(scope), scope);
    assert.ok(state.length > 20);
    assert.ok(cookie.endsWith(state));
  });

  it('keeps the token of the workspace, and says that it is done', async () => {
    const { state, cookie } = await begin();
    const { status, page } = await get(`/slack/oauth?code=c0de&state=${state}`, cookie);
    assert.equal(status, 200);
    assert.match(page, /was added.*It is in Acme &#60;b&#62;&#38; now/);
    assert.deepEqual(await installed.find(['T0ACME01']), {
      teamId: 'T0ACME01',
      botToken: 'xoxb-MARKED',
      botUserId: 'U0BOT001',
      botId: 'B0BOT001',
    });
    const [sent] = slack.asked('oauth.v2.access');
    assert.match(String(sent?.body), /code=c0de/);
    assert.match(logged.join(), /added the Slack app/);
  });

  it('works with a whole stand-in, which leads back by itself', async () => {
    const emulator = await startSlackEmulator();
    try {
      const { oauth, apiUrl, team, bot, workspace } = emulator;
      await stop();
      await serve({ apiUrl, clientId: oauth.clientId, clientSecret: oauth.clientSecret });
      oauth.redirectUrl = `${url}/slack/oauth`;
      const { authorize, cookie } = await begin();
      const { headers } = await fetch(authorize, { redirect: 'manual' });
      const { pathname, search } = new URL(headers.get('location') ?? '');
      assert.equal((await get(pathname + search, cookie)).status, 200);
      const found = await installed.find([team.id]);
      assert.equal(found?.botUserId, bot.userId);
      assert.ok(workspace.tokens.has(found?.botToken ?? ''));
      assert.ok(workspace.scopes.includes('files:read'));
    } finally {
      await emulator.close();
    }
  });

  it('keeps that of an organisation by the id of the organisation', async () => {
    const org = { team: null, enterprise: { id: 'E0ORG001', name: 'Org' }, is_enterprise_install: true };
    slack.answer('oauth.v2.access', ok({ ...GRANT, ...org }));
    const { state, cookie } = await begin();
    assert.equal((await get(`/slack/oauth?code=c0de&state=${state}`, cookie)).status, 200);
    assert.equal((await installed.find(['T9', 'E0ORG001']))?.teamId, 'E0ORG001');
  });

  it('ends in the browser that began, and nowhere else', async () => {
    const mine = await begin();
    const other = await begin();
    for (const [state, cookie] of [
      [mine.state, ''],
      [mine.state, other.cookie],
      ['forged', `slack-app-oauth-state=forged`],
      ['', mine.cookie],
    ] as const) {
      const { status, page } = await get(`/slack/oauth?code=c0de&state=${state}`, cookie);
      assert.equal(status, 400);
      assert.match(page, /was not added.*Start again/);
    }
    assert.deepEqual(slack.asked('oauth.v2.access'), []);
    assert.equal(await installed.find(['T0ACME01']), undefined);
  });

  it('says so if the person said no', async () => {
    const { status, page } = await get('/slack/oauth?error=access_denied&state=x');
    assert.equal(status, 400);
    assert.match(page, /cancelled in Slack/);
  });

  for (const [title, answer, expected, words] of [
    ['Slack refuses the code', refused('invalid_code'), 502, /invalid_code/],
    ['Slack can’t answer', { status: 503 }, 502, /did not answer/],
    ['there is no bot', ok({ ...GRANT, bot_user_id: undefined }), 500, /no bot token/],
    [
      'the token would expire',
      ok({ ...GRANT, refresh_token: 'xoxe-1', expires_in: 43_200 }),
      500,
      /token rotation/,
    ],
  ] as const) {
    it(`says what to do if ${title}, and keeps nothing`, async () => {
      slack.answer('oauth.v2.access', answer);
      const { state, cookie } = await begin();
      const { status, page } = await get(`/slack/oauth?code=c0de&state=${state}`, cookie);
      assert.equal(status, expected);
      assert.match(page, words);
      assert.equal(await installed.find(['T0ACME01']), undefined);
    });
  }
});
