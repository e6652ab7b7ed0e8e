import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { BridgeError } from '../../../services/errors.ts';
import { download } from '../../../services/files/download.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import type { FileSource } from '../../../services/files/file-source.ts';
import { ScriptedServer, type Step, type Takeover } from '../kaizala/scripted-server.ts';
import { SLACK_TOKEN, SlackStandIn } from '../slack/slack-stand-in.ts';
import { GraphStandIn, TOKEN_ROUTE } from '../teams/graph-stand-in.ts';
import { KINDS_OF_SOURCE } from './source-kinds.ts';

const SIZE = 200_000;
const MAX_BYTES = 300_000;

for (const kind of KINDS_OF_SOURCE) {
  describe(`the bytes of ${kind.title}`, () => {
    let teams: GraphStandIn;
    let slack: SlackStandIn;
    let files: ScriptedServer;
    /** Nothing may be fetched from here. */
    let foreign: ScriptedServer;
    let content: Buffer;
    beforeEach(async () => {
      teams = await GraphStandIn.start({ roles: ['Files.Read.All'] });
      slack = await SlackStandIn.start();
      files = await ScriptedServer.start();
      foreign = await ScriptedServer.start();
      content = randomBytes(SIZE);
    });
    afterEach(() => Promise.all([teams.close(), slack.close(), files.close(), foreign.close()]));

    const at = () => kind.bytesAt({ teams, slack, files });
    const lay = (...steps: Step[]) => {
      const { server, route } = at();
      server.script(route, ...steps);
      return kind.lay({ teams, slack, files }, SIZE);
    };
    const bytes =
      (headers: Record<string, string | number> = { 'content-length': SIZE }): Takeover =>
      (_request, response) =>
        response.writeHead(200, headers).end(content);
    const requestsForBytes = () => at().server.requestsTo(at().route);

    const access = () => ({ ...teams.services.access, slack: slack.files([new URL(files.url).host]) });
    const fetch = async (source: FileSource, onDeclaredSize: (bytes: number) => void = () => {}) => {
      const kept: Uint8Array[] = [];
      const inspection = await download(
        source,
        async (stream) => {
          for await (const chunk of stream) kept.push(chunk);
        },
        {
          egress: new EgressPolicy([new URL(files.url).host]),
          access: access(),
          maxBytes: MAX_BYTES,
          stallTimeoutMs: 300,
          signal: new AbortController().signal,
          onDeclaredSize: async (size) => onDeclaredSize(size),
        },
      );
      return { ...inspection, bytes: Buffer.concat(kept) };
    };
    const failureOf = async (source: FileSource) => {
      const failure = await fetch(source).catch((error: unknown) => error);
      assert.ok(failure instanceof BridgeError, String(failure));
      assert.doesNotMatch(failure.message, /MARKED|tempauth|:\/\//);
      return failure;
    };
    /** Every token goes to the one server that it is for. */
    const assertNoTokenStrays = () => {
      const sent = ({ requests }: ScriptedServer) =>
        requests.flatMap(({ headers }) => headers.authorization ?? []);
      assert.deepEqual([...sent(files), ...sent(foreign)], []);
      assert.ok(sent(slack.server).every((header) => header === `Bearer ${SLACK_TOKEN}`));
      assert.ok(sent(teams.connector).every((header) => header.includes('bot-token')));
      assert.ok(sent(teams.graph).every((header) => header === `Bearer ${teams.token}`));
      assert.ok(teams.graph.requestsTo(TOKEN_ROUTE).every(({ headers }) => !headers.authorization));
    };

    it('come whole and hashed, for the token that they are for and no other', async () => {
      const fetched = await fetch(lay(bytes()));
      assert.ok(fetched.bytes.equals(content));
      assert.equal(fetched.size, SIZE);
      assert.equal(fetched.sha256, createHash('sha256').update(content).digest('hex'));
      assert.deepEqual(
        requestsForBytes().map(({ headers }) => headers.authorization),
        [kind.authorization({ teams, slack, files })],
      );
      assertNoTokenStrays();
    });

    it('come whole without a declared length', async () => {
      assert.ok((await fetch(lay(bytes({})))).bytes.equals(content));
    });

    it('are preceded by their number', async () => {
      const told: [number, number][] = [];
      await fetch(lay(bytes()), (size) => told.push([size, requestsForBytes().length]));
      assert.deepEqual(told[0], [SIZE, kind.knowsSize ? 0 : 1]);
    });

    it('are refused if they are too many, before they are asked for where that is known', async () => {
      content = randomBytes(MAX_BYTES + 1);
      lay(bytes({ 'content-length': content.length }));
      const failure = await failureOf(kind.lay({ teams, slack, files }, content.length));
      assert.deepEqual([failure.code, failure.recovery.action], ['download.tooLarge', 'giveUp']);
      assert.equal(requestsForBytes().length, kind.knowsSize ? 0 : 1);
    });

    it('are refused if there are none', async () => {
      content = Buffer.alloc(0);
      lay(bytes({ 'content-length': 0 }));
      assert.equal((await failureOf(kind.lay({ teams, slack, files }, 0))).code, 'download.empty');
    });

    for (const type of ['text/html; charset=utf-8', 'application/octet-stream']) {
      it(`are refused if they are a web page, sent as ${type}`, async () => {
        const source = lay({
          headers: { 'content-type': type },
          body: '<!DOCTYPE html><title>Sign in</title>',
        });
        assert.equal((await failureOf(source)).code, kind.codes.webPage);
      });
    }

    it('can be asked for again if they break off', async () => {
      const cut: Takeover = (_request, response) => {
        response.writeHead(200, { 'content-length': SIZE });
        response.write(content.subarray(0, 1000), () => response.destroy());
      };
      const source = lay(cut, bytes());
      const failure = await failureOf(source);
      assert.deepEqual([failure.code, failure.recovery], ['download.cutOff', { action: 'retry' }]);
      assert.ok((await fetch(source)).bytes.equals(content));
    });

    it('can be asked for again if they stand still', async () => {
      const stall: Takeover = (_request, response) => {
        response.writeHead(200, { 'content-length': SIZE }).write(content.subarray(0, 1000));
      };
      const failure = await failureOf(lay(stall));
      assert.deepEqual([failure.code, failure.recovery], ['download.stalled', { action: 'retry' }]);
    });

    it('are waited for as long as a 429 says', async () => {
      const failure = await failureOf(lay({ status: 429, headers: { 'retry-after': '7' } }));
      assert.equal(failure.code, kind.codes[429]);
      assert.deepEqual(failure.recovery, { action: 'retry', afterMs: 7000, throttled: true });
    });

    it('can be asked for again after a 503', async () => {
      const failure = await failureOf(lay({ status: 503 }));
      assert.deepEqual([failure.code, failure.recovery], [kind.codes[503], { action: 'retry' }]);
    });

    for (const status of [403, 404] as const) {
      it(`are given up at a ${status}`, async () => {
        const failure = await failureOf(lay({ status }));
        assert.deepEqual([failure.code, failure.recovery.action], [kind.codes[status], 'giveUp']);
        assertNoTokenStrays();
      });
    }

    it('are followed to another host without a token', async () => {
      files.script('GET /elsewhere', bytes());
      const source = lay({ status: 302, headers: { location: `${files.url}/elsewhere` } });
      assert.ok((await fetch(source)).bytes.equals(content));
      assert.equal(files.requestsTo('GET /elsewhere').length, 1);
      assertNoTokenStrays();
    });

    it('are not followed to a host that nobody allowed', async () => {
      for (const location of [`${foreign.url}/elsewhere`, 'http://169.254.169.254/latest/meta-data']) {
        const failure = await failureOf(lay({ status: 302, headers: { location } }));
        assert.deepEqual([failure.code, failure.recovery.action], ['download.refusedHost', 'giveUp']);
      }
      assert.deepEqual(foreign.requests, []);
      assertNoTokenStrays();
    });

    it('are not asked for once that is called off', async () => {
      const source = lay(bytes());
      const attempt = download(source, async () => {}, {
        egress: new EgressPolicy([new URL(files.url).host]),
        access: access(),
        maxBytes: MAX_BYTES,
        stallTimeoutMs: 300,
        signal: AbortSignal.abort(new Error('stopped')),
        onDeclaredSize: async () => {},
      });
      await assert.rejects(attempt, /stopped/);
      assert.deepEqual(requestsForBytes(), []);
    });
  });
}
