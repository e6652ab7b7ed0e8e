import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Agent, buildConnector } from 'undici';
import { KaizalaAnsweredError, KaizalaNoAnswerError } from '../../../services/kaizala/errors.ts';
import type { MediaAction } from '../../../services/kaizala/types.ts';
import { ScriptedServer, type Takeover } from './scripted-server.ts';
import { failureOf, HOUR_MS, Setting } from './setting.ts';

const GROUP = 'df91cb37-97bf-4ccd-a8c2-b2a3ba5eac62@1';
const ROUTE = 'POST /v1/groups/df91cb37-97bf-4ccd-a8c2-b2a3ba5eac62%401/actions';
const ACTION: MediaAction = { actionType: 'Image', mediaResource: 'resource-1' };

describe('postAction', () => {
  let setting: Setting;
  beforeEach(async () => {
    setting = await Setting.start();
    setting.server.script(ROUTE, { body: { referenceId: 'reference-1' } });
  });
  afterEach(() => setting.stop());

  const posted = () => setting.server.requestsTo(ROUTE);
  const noAnswer = async (client = setting.client()) => {
    const error = await failureOf(client.postAction(GROUP, ACTION));
    assert.ok(error instanceof KaizalaNoAnswerError, String(error));
    return error;
  };

  it('posts the resource with its caption and returns the reference', async () => {
    const caption = 'Grüße\n“写真”';
    assert.equal(await setting.client().postAction(GROUP, { ...ACTION, caption }), 'reference-1');
    const [request] = posted();
    assert.equal(request?.headers['content-type'], 'application/json');
    assert.equal(request?.headers['content-length'], String(request?.body.length));
    assert.deepEqual(JSON.parse(String(request?.body)), {
      actionType: 'Image',
      actionBody: { mediaResource: 'resource-1', caption },
    });
  });

  it('leaves a missing or empty caption out', async () => {
    await setting.client().postAction(GROUP, ACTION);
    await setting.client().postAction(GROUP, { ...ACTION, caption: '' });
    for (const { body } of posted()) assert.doesNotMatch(body.toString(), /caption/);
  });

  it('keeps a group id within its path segment', async () => {
    await failureOf(setting.client().postAction('../a/b?c#d', ACTION));
    assert.equal(setting.server.requests.at(-1)?.target, '/v1/groups/..%2Fa%2Fb%3Fc%23d/actions');
    for (const id of ['', '.', '..'])
      await assert.rejects(setting.client().postAction(id, ACTION), RangeError);
  });

  const breaks: [words: string, takeover: Takeover][] = [
    ['resets the connection before an answer', (request) => request.socket.resetAndDestroy()],
    [
      'closes the connection after the request',
      (request) => request.resume().on('end', () => request.socket.end()),
    ],
    [
      'cuts its answer off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"referenceId"');
        setImmediate(() => response.socket?.destroy());
      },
    ],
  ];
  for (const [words, takeover] of breaks) {
    it(`says that the post may be there, and does not repeat it, if Kaizala ${words}`, async () => {
      setting.server.script(ROUTE, takeover);
      assert.equal((await noAnswer()).mayHaveTakenEffect, true);
      assert.equal(posted().length, 1);
    });
  }

  it('says so too if a kept-alive connection is closed under it', async () => {
    const client = setting.client();
    await client.postAction(GROUP, ACTION);
    setting.server.script(ROUTE, (request) => request.socket.destroy());
    // A connection is used again from the next turn of the event loop on.
    await nextTurn();
    assert.equal((await noAnswer(client)).mayHaveTakenEffect, true);
    const [broken, ...earlier] = setting.server.requests.toReversed();
    assert.ok(earlier.some(({ clientPort }) => clientPort === broken?.clientPort));
    assert.equal(posted().length, 2);
  });

  it('says that the post is not there if the connection is refused', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const address = closed.address();
    assert.ok(address && typeof address === 'object');
    await new Promise((resolve) => closed.close(resolve));
    setting.server.script('GET /v1/accessToken', {
      body: setting.tokenBody(1, { endpointUrl: `http://127.0.0.1:${address.port}` }),
    });
    const error = await noAnswer();
    assert.equal(error.mayHaveTakenEffect, false);
    assert.match(String(error.cause), /ECONNREFUSED/);
  });

  it('says that the post is not there if the TLS handshake fails', async () => {
    setting.server.script('GET /v1/accessToken', {
      body: setting.tokenBody(1, { endpointUrl: setting.server.url.replace('http:', 'https:') }),
    });
    assert.equal((await noAnswer()).mayHaveTakenEffect, false);
  });

  it('says that the post is not there if no connection comes about in time, and never sends it', async () => {
    const endpoint = await ScriptedServer.start();
    setting.server.script('GET /v1/accessToken', {
      body: setting.tokenBody(1, { endpointUrl: endpoint.url }),
    });
    const connect = buildConnector({});
    const held = Promise.withResolvers<() => void>();
    const agent = new Agent({
      connect: (options, callback) => {
        const go = () => connect(options, callback);
        if (endpoint.url.endsWith(`:${options.port}`)) held.resolve(go);
        else go();
      },
    });
    const error = await noAnswer(setting.client({ dispatcher: agent, stallTimeoutMs: 30 }));
    assert.equal(error.mayHaveTakenEffect, false);
    const connected = once(agent, 'connect');
    (await held.promise)();
    await connected;
    await agent.close();
    assert.deepEqual(endpoint.requests, []);
    await endpoint.close();
  });

  it('says that the post is not there if no access token could be had', async () => {
    setting.server.script('GET /v1/accessToken', (request) => request.socket.destroy());
    assert.equal((await noAnswer()).mayHaveTakenEffect, false);
  });

  it('says that the post may be there if no answer comes in time', async () => {
    setting.server.script(ROUTE, (request) => request.resume());
    assert.equal((await noAnswer(setting.client({ stallTimeoutMs: 50 }))).mayHaveTakenEffect, true);
  });

  for (const body of ['<html>Welcome to the proxy</html>', '', '[]', '{"referenceId":7}', '"text"']) {
    it(`takes ${JSON.stringify(body)} with status 200 for no answer`, async () => {
      setting.server.script(ROUTE, { body });
      assert.equal((await noAnswer()).mayHaveTakenEffect, true);
    });
  }

  it('takes an answer of more than 5 MB for none', async () => {
    setting.server.script(ROUTE, { body: `{"referenceId":"${'x'.repeat(6_000_000)}"}` });
    assert.match((await noAnswer()).message, /unreasonable size/);
  });

  it('does not repeat a post that was answered with a server error', async () => {
    setting.server.script(ROUTE, { status: 502, body: '<html>Bad gateway</html>' });
    const error = await failureOf(setting.client().postAction(GROUP, ACTION));
    assert.ok(error instanceof KaizalaAnsweredError);
    assert.deepEqual(error.recovery, { action: 'retry' });
    assert.equal(error.mayHaveTakenEffect, true);
    assert.equal(posted().length, 1);
  });

  it('says how long to wait when calls are throttled', async () => {
    setting.server.script(ROUTE, { status: 429, headers: { 'Retry-After': '17' } });
    const error = await failureOf(setting.client().postAction(GROUP, ACTION));
    assert.ok(error instanceof KaizalaAnsweredError);
    assert.deepEqual(error.recovery, { action: 'retry', afterMs: 17_000, throttled: true });
    assert.equal(error.mayHaveTakenEffect, false);
  });

  it('says that the group is gone', async () => {
    setting.server.script(ROUTE, { status: 404 });
    assert.match(String(await failureOf(setting.client().postAction(GROUP, ACTION))), /group is gone/);
  });

  it('follows no other redirect', async () => {
    for (const status of [301, 302, 303, 307]) {
      setting.server.script(ROUTE, { status, headers: { Location: `${setting.server.url}/v1/elsewhere` } });
      const error = await failureOf(setting.client().postAction(GROUP, ACTION));
      assert.ok(error instanceof KaizalaAnsweredError);
      assert.equal(error.status, status);
    }
    assert.deepEqual(setting.server.requestsTo('POST /v1/elsewhere'), []);
  });

  it('works for as long as the token lives with one token', async () => {
    const client = setting.client();
    await client.postAction(GROUP, ACTION);
    setting.nowMs += 23 * HOUR_MS;
    await client.postAction(GROUP, ACTION);
    assert.equal(setting.server.requestsTo('GET /v1/accessToken').length, 1);
  });
});
