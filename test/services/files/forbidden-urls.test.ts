import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { connect, type Socket } from 'node:net';
import { BridgeError } from '../../../services/errors.ts';
import { download } from '../../../services/files/download.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import { type FileSource, fileSource } from '../../../services/files/file-source.ts';
import { FORBIDDEN_URLS } from '../../support/egress-urls.ts';
import { Tripwire } from '../../support/tripwire.ts';
import { ScriptedServer } from '../kaizala/scripted-server.ts';
import { SlackStandIn, TEAM } from '../slack/slack-stand-in.ts';
import { GraphStandIn, TENANT } from '../teams/graph-stand-in.ts';

const SHARED = 'https://contoso.sharepoint.com/sites/Ops/plan.pdf';
const ITEM = `/shares/u!${Buffer.from(SHARED).toString('base64url')}/driveItem`;

describe('a url that leads where files must not be fetched from', () => {
  let tripwire: Tripwire;
  let teams: GraphStandIn;
  let slack: SlackStandIn;
  let allowed: ScriptedServer;
  /** Where sockets of this process were opened to. */
  let opened: string[];
  const onSocket = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.on('connectionAttempt', (address: string, port: number) => opened.push(`${address}:${port}`));
  };
  before(async () => {
    tripwire = await Tripwire.set();
    teams = await GraphStandIn.start({ roles: ['Files.Read.All'] });
    slack = await SlackStandIn.start();
    allowed = await ScriptedServer.start();
    subscribe('net.client.socket', onSocket);
  });
  after(async () => {
    unsubscribe('net.client.socket', onSocket);
    await Promise.all([tripwire.remove(), teams.close(), slack.close(), allowed.close()]);
  });
  beforeEach(() => {
    opened = [];
  });

  const attempt = (source: FileSource) =>
    download(source, async () => {}, {
      egress: new EgressPolicy([new URL(allowed.url).host]),
      access: { ...teams.services.access, slack: slack.files() },
      maxBytes: 1_000_000,
      stallTimeoutMs: 500,
      signal: new AbortController().signal,
      onDeclaredSize: async () => {},
    }).then(
      () => assert.fail('it was fetched'),
      (error: unknown) => error,
    );
  /** Nobody was called but these. */
  const assertCalled = (...servers: readonly ScriptedServer[]) => {
    assert.deepEqual(
      new Set(opened),
      new Set(servers.map(({ url }) => new URL(url).host)),
      'sockets were opened elsewhere',
    );
    assert.deepEqual([tripwire.connections, tripwire.bytes], [0, 0]);
  };
  const assertRefused = (error: unknown, code = /^download\.refusedHost$/) => {
    assert.ok(error instanceof BridgeError, String(error));
    assert.match(error.code, code);
    assert.equal(error.recovery.action, 'giveUp');
  };

  it('would be noticed if it were connected to', async () => {
    const watched = await Tripwire.set();
    for (const host of ['127.0.0.1', '127.8.9.10', '::1']) {
      const socket = connect(watched.port, host);
      socket.end('a');
      await new Promise((done) => socket.once('close', done));
    }
    assert.deepEqual([watched.connections, watched.bytes], [3, 3]);
    assert.ok(opened.includes(`127.8.9.10:${watched.port}`));
    await watched.remove();
  });

  for (const template of FORBIDDEN_URLS) {
    describe(JSON.stringify(template), () => {
      const url = () => template.replaceAll('PORT', String(tripwire.port));
      const isUrl = URL.canParse(template.replaceAll('PORT', '4000'));

      if (isUrl) {
        for (const [title, sourceOf] of [
          ['a link from Teams', () => ({ kind: 'teamsDownload', url: url() })],
          [
            'an attachment of the connector',
            () => ({
              kind: 'connectorAttachment',
              url: url(),
              serviceUrl: 'https://smba.trafficmanager.net/in/',
            }),
          ],
          ['a file of Slack', () => ({ kind: 'slackFile', teamId: TEAM, fileId: 'F1', url: url() })],
        ] as const satisfies [string, () => FileSource][]) {
          it(`is refused as ${title}`, async () => {
            assertRefused(await attempt(sourceOf()));
            assertCalled();
          });
        }
      } else {
        it('is no source', () => {
          assert.equal(fileSource.safeParse({ kind: 'teamsDownload', url: url() }).success, false);
        });
      }

      it('is refused as the link that Graph names', async () => {
        teams.answer(ITEM, { body: { size: 5, '@microsoft.graph.downloadUrl': url() } });
        const error = await attempt({ kind: 'graphShare', tenantId: TENANT, url: SHARED });
        assertRefused(error, isUrl ? undefined : /^(download|graph)\./);
        assertCalled(teams.graph);
      });

      it('is not gone to from an allowed host', async () => {
        const location = Buffer.from(url().replace(/[\t\n]/g, ''), 'utf8').toString('latin1');
        allowed.script('GET /a.pdf', { status: 302, headers: { location } });
        const error = await attempt({ kind: 'teamsDownload', url: `${allowed.url}/a.pdf` });
        assertRefused(error, /^download\.(refusedHost|redirects|missing)$/);
        assertCalled(allowed);
      });
    });
  }
});
