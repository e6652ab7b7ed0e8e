import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { download } from '../../../services/files/download.ts';
import { DownloadError } from '../../../services/files/download-error.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import { NameServer, type Records } from '../../support/name-server.ts';
import { Tripwire } from '../../support/tripwire.ts';
import { ScriptedServer } from '../kaizala/scripted-server.ts';

const NAME = 'contoso.sharepoint.com';
/** Public by its range, and not to be reached from anywhere: its owner never announces it. */
const PUBLIC = '25.0.0.1';
const PUBLIC_V6 = '2400:ffff::1';
const at = (...addresses: string[]): Records => ({ addresses });

describe('a name whose addresses change', () => {
  let names: NameServer;
  let tripwire: Tripwire;
  let opened: string[];
  let called: AbortController;
  const onSocket = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.on('connectionAttempt', (address: string, port: number) => {
      opened.push(`${address}:${port}`);
      // What it is opened to is all that matters here.
      setImmediate(() => called.abort());
    });
  };
  before(async () => {
    tripwire = await Tripwire.set();
    subscribe('net.client.socket', onSocket);
  });
  after(async () => {
    unsubscribe('net.client.socket', onSocket);
    await tripwire.remove();
  });
  beforeEach(async () => {
    names = await NameServer.start();
    opened = [];
    called = new AbortController();
  });
  afterEach(() => names.stop());

  const policy = (...named: string[]) => new EgressPolicy(named, names.resolve);
  const attempt = (url = `https://${NAME}/a.pdf`, egress = policy(), { signal } = called) =>
    download({ kind: 'teamsDownload', url }, async () => {}, {
      egress,
      access: { botTokens: { token: async () => undefined } },
      maxBytes: 1000,
      stallTimeoutMs: 2000,
      signal,
      onDeclaredSize: async () => {},
    }).then(
      () => assert.fail('it was fetched'),
      (error: unknown) => error,
    );
  const asked = (type: 'A' | 'AAAA') => names.queries.filter((query) => query.type === type).length;
  const assertUntouched = () => assert.deepEqual([tripwire.connections, tripwire.bytes], [0, 0]);

  it('is connected to at the address that was checked, and asked for once', async () => {
    names.script(NAME, at(PUBLIC), at('127.0.0.1'));
    await attempt();
    assert.deepEqual(opened, [`${PUBLIC}:443`]);
    assert.deepEqual([asked('A'), asked('AAAA')], [1, 1]);
    assertUntouched();
  });

  it('is checked again for each connection', async () => {
    names.script(NAME, at(PUBLIC), at('127.0.0.1'));
    const egress = policy();
    await attempt(undefined, egress);
    opened = [];
    called = new AbortController();
    const error = await attempt(undefined, egress);
    assert.ok(error instanceof DownloadError && error.code === 'download.refusedHost', String(error));
    assert.deepEqual(opened, []);
    assert.equal(asked('A'), 2);
    assertUntouched();
  });

  for (const [title, records] of [
    ['is on this machine', at('127.0.0.1')],
    ['has a public address and then one of this machine', at(PUBLIC, '127.0.0.1')],
    ['has an address of this machine and then a public one', at('127.0.0.1', PUBLIC)],
    ['has a public address and an IPv6 one of this machine', at(PUBLIC, '::1')],
    ['has a public IPv6 address and this machine’s of IPv4', at('127.0.0.1', PUBLIC_V6)],
    ['has a mapped address', at('::ffff:127.0.0.1')],
    ['has metadata as its address', at('169.254.169.254')],
    ['has Azure’s own server as its address', at('168.63.129.16')],
    ['stands for localhost', { alias: 'localhost', addresses: ['127.0.0.1'] }],
    ['stands for another name with both', { alias: 'rebind.evil.test', addresses: [PUBLIC, '10.0.0.1'] }],
  ] as const) {
    it(`is not connected to if it ${title}`, async () => {
      names.script(NAME, records);
      const error = await attempt();
      assert.ok(error instanceof DownloadError && error.code === 'download.refusedHost', String(error));
      assert.match(error.message, /may not be fetched from contoso\.sharepoint\.com/);
      assert.deepEqual(opened, []);
      assert.deepEqual([asked('A'), asked('AAAA')], [1, 1]);
      assertUntouched();
    });
  }

  it('is checked at a redirect too', async () => {
    const allowed = await ScriptedServer.start();
    try {
      names.script(NAME, at('127.0.0.1'));
      allowed.script('GET /a.pdf', { status: 302, headers: { location: `https://${NAME}/a.pdf` } });
      const { host } = new URL(allowed.url);
      const error = await attempt(`${allowed.url}/a.pdf`, policy(host), new AbortController());
      assert.ok(error instanceof DownloadError && error.code === 'download.refusedHost', String(error));
      assert.deepEqual(opened, [host]);
      assertUntouched();
    } finally {
      await allowed.close();
    }
  });

  it('is no address at all', async () => {
    const error = await attempt();
    assert.ok(error instanceof DownloadError, String(error));
    assert.deepEqual(opened, []);
  });
});
