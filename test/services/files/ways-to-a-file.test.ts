import assert from 'node:assert/strict';
import { BridgeError } from '../../../services/errors.ts';
import { download } from '../../../services/files/download.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import type { FileAccess } from '../../../services/files/file-access.ts';
import type { FileSource } from '../../../services/files/file-source.ts';
import { ScriptedServer, type Step } from '../kaizala/scripted-server.ts';
import { BOT_TOKEN, GraphStandIn, TENANT, TOKEN_ROUTE, tokenReply } from '../teams/graph-stand-in.ts';

const SHARED = 'https://contoso.sharepoint.com/:i:/g/personal/asha/EYab';
const ITEM = `/shares/u!${Buffer.from(SHARED).toString('base64url')}/driveItem`;
const PICTURE = '/teams/g/channels/c/messages/1/hostedContents/aW1n/$value';
const SIGN_IN_PAGE: Step = { headers: { 'content-type': 'text/html' }, body: '<html>' };

describe('the way to a file', () => {
  let teams: GraphStandIn;
  let files: ScriptedServer;
  beforeEach(async () => {
    teams = await GraphStandIn.start({ roles: ['Files.Read.All'] });
    files = await ScriptedServer.start();
  });
  afterEach(() => Promise.all([teams.close(), files.close()]));

  const share: FileSource = { kind: 'graphShare', tenantId: TENANT, url: SHARED };
  const fetch = async (source: FileSource, access: FileAccess = teams.services.access) => {
    const chunks: Uint8Array[] = [];
    const keep = async (bytes: AsyncIterable<Uint8Array>) => {
      chunks.length = 0;
      for await (const chunk of bytes) chunks.push(chunk);
    };
    await download(source, keep, {
      egress: new EgressPolicy([new URL(files.url).host]),
      access,
      maxBytes: 1000,
      stallTimeoutMs: 2000,
      signal: new AbortController().signal,
      onDeclaredSize: async () => {},
    });
    return Buffer.concat(chunks).toString();
  };
  const failureOf = async (...args: Parameters<typeof fetch>) => {
    const failure = await fetch(...args).catch((error: unknown) => error);
    assert.ok(failure instanceof BridgeError, String(failure));
    return failure;
  };
  const describeItem = (path = '/fresh') =>
    teams.answer(ITEM, { body: { size: 5, '@microsoft.graph.downloadUrl': files.url + path } });

  describe('by a link from Teams', () => {
    const link = (): FileSource => ({
      kind: 'teamsDownload',
      url: `${files.url}/link`,
      share: { tenantId: TENANT, url: SHARED },
    });

    for (const [title, ...steps] of [
      ['a sign-in page', SIGN_IN_PAGE],
      ['a web page that is not called one', { body: '<!doctype html><p>Sign in</p>' }],
      ['a 401', { status: 401 }],
      ['a 403', { status: 403 }],
      ['a 404', { status: 404 }],
    ] as const) {
      it(`leads by Graph instead if it gives ${title}`, async () => {
        files.script('GET /link', ...steps);
        files.script('GET /fresh', { body: 'bytes' });
        describeItem();
        assert.equal(await fetch(link()), 'bytes');
        assert.equal(teams.asked(ITEM)[0]?.headers.prefer, 'redeemSharingLinkIfNecessary');
      });
    }

    it('is not tried by Graph after trouble that passes', async () => {
      files.script('GET /link', { status: 503 });
      assert.equal((await failureOf(link())).code, 'download.status');
      assert.deepEqual(teams.graph.requests, []);
    });

    it('tells what Graph says, if that does not help either', async () => {
      files.script('GET /link', SIGN_IN_PAGE);
      teams.answer(ITEM, { status: 404 });
      assert.equal((await failureOf(link())).code, 'graph.missing');
    });

    it('tells what the link says where there is no Graph', async () => {
      files.script('GET /link', SIGN_IN_PAGE);
      const { botTokens } = teams.services.access;
      assert.equal((await failureOf(link(), { botTokens })).code, 'download.signInPage');
    });
  });

  describe('by Graph', () => {
    it('is asked for once more if its link is dead', async () => {
      for (const status of [401, 403, 404]) {
        files.script('GET /fresh', { status }, { body: 'bytes' });
        describeItem();
        assert.equal(await fetch(share), 'bytes');
      }
      assert.equal(teams.asked(ITEM).length, 6);
    });

    it('is not asked for a third time', async () => {
      files.script('GET /fresh', { status: 403 });
      describeItem();
      assert.equal((await failureOf(share)).code, 'download.expired');
      assert.equal(teams.asked(ITEM).length, 2);
    });

    it('takes a new token, once, if the one at hand is refused', async () => {
      teams.graph.script(TOKEN_ROUTE, tokenReply('old'), tokenReply('new'));
      teams.answer(PICTURE, { status: 401 }, { body: 'bytes' });
      const picture: FileSource = { kind: 'graphHostedContent', tenantId: TENANT, path: PICTURE };
      assert.equal(await fetch(picture), 'bytes');
      teams.answer(PICTURE, { status: 401 });
      const failure = await failureOf(picture);
      assert.deepEqual([failure.code, failure.recovery.action], ['graph.token', 'giveUp']);
      assert.deepEqual(
        teams.asked(PICTURE).map(({ headers }) => headers.authorization),
        ['Bearer old', 'Bearer new', 'Bearer new', 'Bearer new'],
      );
    });

    it('does not lead to a folder', async () => {
      teams.answer(ITEM, { body: { name: 'Photos', size: 5, folder: { childCount: 2 } } });
      assert.equal((await failureOf(share)).code, 'graph.folder');
    });

    it('can’t be told from an answer that makes no sense', async () => {
      teams.answer(ITEM, { body: '<html>' });
      assert.equal((await failureOf(share)).code, 'graph.senseless');
    });

    for (const path of ['/../../elsewhere', '/%2e%2e/%2e%2e/elsewhere']) {
      it(`stays within Graph: ${path}`, async () => {
        const source: FileSource = { kind: 'graphHostedContent', tenantId: TENANT, path };
        assert.equal((await failureOf(source)).code, 'graph.senseless');
        assert.deepEqual(
          teams.graph.requests.filter(({ route }) => route !== TOKEN_ROUTE),
          [],
        );
      });
    }

    it('is closed where there is none', async () => {
      const { botTokens } = teams.services.access;
      const failure = await failureOf(share, { botTokens });
      assert.deepEqual([failure.code, failure.recovery.action], ['download.noGraph', 'giveUp']);
      assert.match(failure.message, /no access to Microsoft Graph.*personal chat/);
    });
  });

  describe('by the connector', () => {
    it('takes no token to another origin than the service url’s', async () => {
      files.script('GET /v3/attachments/a/views/original', { body: 'bytes' });
      const serviceUrl = `${teams.connector.url}/`;
      const url = `${files.url}/v3/attachments/a/views/original`;
      assert.equal(await fetch({ kind: 'connectorAttachment', url, serviceUrl }), 'bytes');
      assert.deepEqual(
        files.requests.map(({ headers }) => headers.authorization),
        [undefined],
      );
    });

    it('takes no token along where anybody could read it, even to a host that configuration names', async () => {
      const asked: string[] = [];
      const botTokens = {
        token: async () => {
          asked.push('token');
          return BOT_TOKEN;
        },
      };
      const url = 'http://files.invalid/v3/attachments/a';
      const source: FileSource = { kind: 'connectorAttachment', url, serviceUrl: 'http://files.invalid/' };
      assert.equal((await failureOf(source, { botTokens })).code, 'download.refusedHost');
      assert.deepEqual(asked, []);
    });

    it('needs no token where nobody asks for one', async () => {
      teams.connector.script('GET /v3/attachments/a/views/original', { body: 'bytes' });
      const url = `${teams.connector.url}/v3/attachments/a/`;
      const source: FileSource = { kind: 'connectorAttachment', url, serviceUrl: teams.connector.url };
      assert.equal(await fetch(source, { botTokens: { token: async () => undefined } }), 'bytes');
      assert.equal(teams.connector.requests[0]?.headers.authorization, undefined);
    });
  });
});
