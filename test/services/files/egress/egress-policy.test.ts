import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { DownloadError } from '../../../../services/files/download-error.ts';
import { EgressPolicy } from '../../../../services/files/egress/egress-policy.ts';

const check = (url: string, named: readonly string[] = []) =>
  new EgressPolicy(named).check(new URL(url), 'teamsDownload');
const isRefused = (error: unknown) => error instanceof DownloadError && error.code === 'download.refusedHost';

/** What a connection to this name would be given. */
const resolve = (lookup: LookupFunction, name: string, all: boolean) =>
  new Promise<string | LookupAddress[]>((done, fail) => {
    lookup(name, { all }, (error, address) => (error ? fail(error) : done(address)));
  });
const publicLookup = () => check('https://contoso.sharepoint.com/').lookup ?? assert.fail('no lookup');

describe('the egress policy', () => {
  for (const url of [
    'https://contoso.sharepoint.com/a',
    'https://contoso-my.sharepoint.com:443/a?tempauth=x',
    'https://CONTOSO.SharePoint.com/a',
    'https://contoso.sharepoint.us/a',
    'https://contoso.sharepoint.cn/a',
    'https://westeurope1-mediap.svc.ms/a',
  ]) {
    it(`allows ${url}, at a public address`, () => {
      assert.equal(typeof check(url).lookup, 'function');
    });
  }

  for (const url of [
    'https://sharepoint.com/a',
    'https://evil-sharepoint.com/a',
    'https://contoso.evilsharepoint.com/a',
    'https://sharepoint.com.evil.test/a',
    'https://contoso.sharepoint.com.evil.test/a',
    'https://evil.test/contoso.sharepoint.com',
    'https://evil.test/?.sharepoint.com',
    'https://evil.test#.sharepoint.com',
    'https://contoso.sharepoint.com@evil.test/a',
    'https://user@contoso.sharepoint.com/a',
    'https://user:secret@contoso.sharepoint.com/a',
    'https://contoso.sharepoint.com:8443/a',
    'https://contoso.sharepoint.com:80/a',
    'http://contoso.sharepoint.com/a',
    'http://contoso.sharepoint.com:443/a',
    'https://contoso.sharepoint.com./a',
    'ftp://contoso.sharepoint.com/a',
    'file:///etc/passwd',
    'data:text/plain,hello',
    'http://127.0.0.1/a',
    'https://[::1]/a',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/a',
  ]) {
    it(`refuses ${url}`, () => {
      assert.throws(() => check(url), isRefused);
    });
  }

  it('allows a host that configuration names, at every port and address', () => {
    const named = ['127.0.0.1', 'files.test'];
    for (const url of ['http://127.0.0.1:4000/a', 'https://127.0.0.1/a', 'http://FILES.test/a']) {
      assert.deepEqual(check(url, named), {});
    }
    assert.throws(() => check('http://127.0.0.2/a', named), isRefused);
    assert.throws(() => check('http://sub.files.test/a', named), isRefused);
    assert.throws(() => check('http://user@files.test/a', named), isRefused);
    assert.throws(() => check('ftp://files.test/a', named), isRefused);
  });

  it('allows a host with a port at that port alone', () => {
    const named = ['127.0.0.1:4000', 'files.test:443', 'plain.test:80'];
    for (const url of ['http://127.0.0.1:4000/a', 'https://files.test/a', 'http://plain.test/a']) {
      assert.deepEqual(check(url, named), {});
    }
    for (const url of [
      'http://127.0.0.1:4001/a',
      'http://127.0.0.1/a',
      'http://files.test/a',
      'https://plain.test/a',
    ]) {
      assert.throws(() => check(url, named), isRefused);
    }
  });

  it('allows the names below a suffix that configuration names, over https at public addresses', async () => {
    const named = ['.files.test'];
    const { lookup } = check('https://a.b.files.test/a', named);
    await assert.rejects(resolve(lookup ?? assert.fail('no lookup'), '10.0.0.1', true), isRefused);
    for (const url of [
      'http://a.files.test/a',
      'https://a.files.test:8443/a',
      'https://files.test/a',
      'https://evilfiles.test/a',
      'https://a.files.test.evil.test/a',
    ]) {
      assert.throws(() => check(url, named), isRefused);
    }
  });

  it('says which host it was and what an administrator can do, without the rest of the url', () => {
    assert.throws(
      () => check('https://evil.test:99/a?tempauth=MARKED'),
      (error) => {
        assert.ok(error instanceof DownloadError);
        assert.match(error.message, /evil\.test:99.*FILE_HOSTS/);
        assert.doesNotMatch(error.message, /MARKED/);
        return true;
      },
    );
  });

  describe('of a file whose home is known', () => {
    const checkAtHome = (url: string, home: string, isConfigured = false) =>
      new EgressPolicy([]).check(new URL(url), 'connectorAttachment', { url: new URL(home), isConfigured });

    it('allows that origin, at a public address', () => {
      const route = checkAtHome('https://smba.test/in/v3/attachments/a', 'https://smba.test/in/');
      assert.equal(typeof route.lookup, 'function');
    });

    for (const url of [
      'https://smba.test.evil.test/a',
      'https://sub.smba.test/a',
      'https://smba.test:8443/a',
      'http://smba.test/a',
      'https://contoso.sharepoint.com/a',
    ]) {
      it(`refuses ${url}`, () => {
        assert.throws(() => checkAtHome(url, 'https://smba.test/'), isRefused);
      });
    }

    for (const home of [
      'http://smba.test/',
      'https://10.0.0.1/',
      'https://169.254.169.254/',
      'https://[fd00::1]/',
      'https://[::ffff:10.0.0.1]/',
    ]) {
      it(`refuses a home at ${home}, unless configuration names it`, () => {
        assert.throws(() => checkAtHome(`${home}a`, home), isRefused);
        assert.deepEqual(checkAtHome(`${home}a`, home, true), {});
      });
    }

    it('allows this machine where the home is on it', () => {
      assert.deepEqual(checkAtHome('http://127.0.0.1:4000/a', 'http://127.0.0.1:4000/'), {});
      assert.throws(() => checkAtHome('http://127.0.0.1:4001/a', 'http://127.0.0.1:4000/'), isRefused);
    });
  });

  for (const name of [
    'localhost',
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['168.63.129.16', '100.100.100.200', '192.0.0.192', '192.88.99.1', '198.18.0.1', '224.0.0.1'],
    ...['255.255.255.255', '240.0.0.1', '192.0.2.1', '198.51.100.1', '203.0.113.1'],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fc00::1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '::127.0.0.1',
      '::10.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b:1::1',
      '2001:0:1::1',
      '2001:db8::1',
      '3fff::1',
      'fec0::1',
      'fd00:ec2::254',
      'ff02::1',
      'fe80::1%1',
      '2603:1061:1300::1%1',
      '4000::1',
    ],
  ]) {
    it(`refuses to connect to a name that resolves like ${name}`, async () => {
      for (const all of [true, false]) {
        await assert.rejects(resolve(publicLookup(), name, all), isRefused);
      }
    });
  }

  it('connects to a public address', async () => {
    assert.equal(await resolve(publicLookup(), '13.107.136.10', false), '13.107.136.10');
    assert.deepEqual(await resolve(publicLookup(), '2603:1061:1300::1', true), [
      { address: '2603:1061:1300::1', family: 6 },
    ]);
  });

  describe('for files of Slack', () => {
    const checkSlack = (url: string, api?: string) =>
      new EgressPolicy([]).check(
        new URL(url),
        'slackFile',
        api === undefined ? undefined : { url: new URL(api), isConfigured: true },
      );

    for (const url of [
      'https://files.slack.com/files-pri/T1-F1/a.pdf',
      'https://acme.slack.com/?redir=a',
      'https://slack.com/signin',
      'https://acme.enterprise.slack.com/a',
      'https://slack-files.com/T1-F1-8c92',
    ]) {
      it(`allows ${url}, at a public address`, () => {
        assert.equal(typeof checkSlack(url).lookup, 'function');
      });
    }

    for (const url of [
      'http://files.slack.com/a',
      'https://evilslack.com/a',
      'https://files.slack.com.evil.test/a',
      'https://a.slack-files.com/a',
      'https://docs.google.com/document/d/1a2b',
      'https://contoso.sharepoint.com/a',
      'http://127.0.0.1:9100/a',
    ]) {
      it(`refuses ${url}`, () => {
        assert.throws(() => checkSlack(url), isRefused);
      });
    }

    it('allows the origin of a Web API that is configured elsewhere, and for them alone', () => {
      const api = 'http://10.1.2.3:9100/api/';
      assert.deepEqual(checkSlack('http://10.1.2.3:9100/files/a', api), {});
      assert.throws(() => checkSlack('http://10.1.2.3:9101/files/a', api), isRefused);
      assert.throws(() => check('http://10.1.2.3:9100/files/a'), isRefused);
    });
  });
});
