import assert from 'node:assert/strict';
import { BridgeError } from '../../../services/errors.ts';
import { download } from '../../../services/files/download.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import type { SlackFile } from '../../../services/files/file-source.ts';
import { canBeMended } from '../../../services/forwards/failure-of.ts';
import { nextTry } from '../../../services/forwards/fetching/next-try.ts';
import { ScriptedServer } from '../kaizala/scripted-server.ts';
import { SLACK_TOKEN, SlackStandIn, TEAM } from './slack-stand-in.ts';

const PATH = `/files-pri/${TEAM}-F0FILE01/plan.pdf`;
const SIGN_IN = { headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><title>Sign in</title>' };

describe('the way to a file of Slack', () => {
  let slack: SlackStandIn;
  let other: ScriptedServer;
  beforeEach(async () => {
    slack = await SlackStandIn.start();
    other = await ScriptedServer.start();
  });
  afterEach(() => Promise.all([slack.close(), other.close()]));

  const file = (changes: Partial<SlackFile> = {}): SlackFile => ({
    kind: 'slackFile',
    teamId: TEAM,
    fileId: 'F0FILE01',
    url: slack.server.url + PATH,
    mediaType: 'application/pdf',
    size: 5,
    ...changes,
  });
  const fetch = async (source: SlackFile, named: readonly string[] = []) => {
    const chunks: Uint8Array[] = [];
    await download(
      source,
      async (bytes) => {
        for await (const chunk of bytes) chunks.push(chunk);
      },
      {
        egress: new EgressPolicy(named),
        access: { botTokens: { token: async () => 'MARKED-bot' }, slack: slack.files(named) },
        maxBytes: 1000,
        stallTimeoutMs: 2000,
        signal: new AbortController().signal,
        onDeclaredSize: async () => {},
      },
    );
    return Buffer.concat(chunks).toString();
  };
  const failureOf = async (...args: Parameters<typeof fetch>) => {
    const failure = await fetch(...args).catch((error: unknown) => error);
    assert.ok(failure instanceof BridgeError, String(failure));
    assert.doesNotMatch(failure.message, /MARKED|:\/\/127/);
    return failure;
  };
  const sentTo = (server: ScriptedServer) => server.requests.map(({ headers }) => headers.authorization);

  it('is with the token where the Web API is configured elsewhere, without naming that host', async () => {
    slack.server.script(`GET ${PATH}`, { body: 'bytes' });
    assert.equal(await fetch(file()), 'bytes');
    assert.deepEqual(sentTo(slack.server), [`Bearer ${SLACK_TOKEN}`]);
  });

  it('is with the token at a stand-in on loopback that FILE_HOSTS names', async () => {
    other.script(`GET ${PATH}`, { body: 'bytes' });
    assert.equal(await fetch(file({ url: other.url + PATH }), [new URL(other.url).host]), 'bytes');
    assert.deepEqual(sentTo(other), [`Bearer ${SLACK_TOKEN}`]);
  });

  it('is none at a host that nobody named', async () => {
    other.script(`GET ${PATH}`, { body: 'bytes' });
    const failure = await failureOf(file({ url: other.url + PATH }));
    assert.equal(failure.code, 'download.refusedHost');
    assert.deepEqual(other.requests, []);
  });

  it('is with the token that Azure passed along, where there is no other', async () => {
    slack.server.script(`GET ${PATH}`, { body: 'bytes' });
    slack.passing.remember('T0OTHER1', 'xoxb-passing');
    assert.equal(await fetch(file({ teamId: 'T0OTHER1' })), 'bytes');
    assert.deepEqual(sentTo(slack.server), ['Bearer xoxb-passing']);
  });

  it('is waited for while no token is known, for as long as ten minutes', async () => {
    const source = file({ teamId: 'T0OTHER1' });
    const failure = await failureOf(source);
    assert.deepEqual(failure.recovery, { action: 'retry', afterMs: 5000, throttled: true });
    assert.match(failure.message, /Write it a message/);
    assert.deepEqual(slack.server.requests, []);
    const since = new Date(Date.now() - 9.5 * 60_000);
    assert.equal(nextTry(failure, { source, attempts: 3, since }, () => 0)?.attempts, 3);
    const before = new Date(Date.now() - 10 * 60_000);
    assert.equal(
      nextTry(failure, { source, attempts: 3, since: before }, () => 0),
      undefined,
    );
  });

  it('is tried again, first after five seconds, where a page to sign in by comes', async () => {
    slack.server.script(`GET ${PATH}`, SIGN_IN);
    const failure = await failureOf(file());
    assert.deepEqual(
      [failure.code, failure.recovery],
      ['slack.signInPage', { action: 'retry', afterMs: 5000 }],
    );
    assert.match(failure.message, /Invite me to the channel.*files:read.*install it again/);
    const trouble = { source: file(), since: new Date() };
    assert.deepEqual(
      nextTry(failure, { ...trouble, attempts: 0 }, () => 1),
      { attempts: 1, afterMs: 5000 },
    );
    assert.deepEqual(nextTry(failure, { ...trouble, attempts: 8 }, () => 60_000)?.attempts, 9);
    assert.equal(
      nextTry(failure, { ...trouble, attempts: 9 }, () => 1),
      undefined,
    );
    assert.ok(canBeMended(failure));
  });

  it('is the same where Slack redirects to that page', async () => {
    slack.server.script(`GET ${PATH}`, { status: 302, headers: { location: '/signin?redir=x' } });
    slack.server.script('GET /signin', SIGN_IN);
    assert.equal((await failureOf(file())).code, 'slack.signInPage');
    assert.deepEqual(sentTo(slack.server), [`Bearer ${SLACK_TOKEN}`, undefined]);
  });

  for (const [status, code, words, mended] of [
    [401, 'slack.fileDenied', /Invite me/, true],
    [403, 'slack.fileDenied', /files:read/, true],
    [404, 'slack.fileMissing', /may have been deleted/, false],
    [410, 'slack.fileMissing', /Upload it again/, false],
  ] as const) {
    it(`ends at a ${status} with what helps`, async () => {
      slack.server.script(`GET ${PATH}`, { status });
      const failure = await failureOf(file());
      assert.deepEqual([failure.code, failure.recovery.action], [code, 'giveUp']);
      assert.match(failure.message, words);
      assert.equal(canBeMended(failure), mended);
    });
  }

  for (const [title, body] of [
    ['fewer', 'byte'],
    ['more', 'bytes!'],
  ] as const) {
    it(`is tried again if ${title} bytes come than the file has`, async () => {
      slack.server.script(`GET ${PATH}`, { body });
      const failure = await failureOf(file());
      assert.deepEqual([failure.code, failure.recovery], ['download.otherSize', { action: 'retry' }]);
    });
  }
});
