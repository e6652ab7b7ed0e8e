import assert from 'node:assert/strict';
import {
  KaizalaAnsweredError,
  KaizalaNoAnswerError,
  KaizalaStateError,
} from '../../../services/kaizala/errors.ts';
import { ScriptedServer } from './scripted-server.ts';
import { failureOf, HOUR_MS, memoryFile, Setting, TOKEN_ROUTE } from './setting.ts';

const GROUPS = 'GET /v1/groups';
const NO_GROUPS = { body: { groups: [] } };
const movedTo = (location: string) => ({ status: 308, headers: { Location: location } });

describe('the endpoint', () => {
  let setting: Setting;
  let other: ScriptedServer;
  beforeEach(async () => {
    setting = await Setting.start();
    other = await ScriptedServer.start();
    setting.server.script(GROUPS, NO_GROUPS);
    other.script(GROUPS, NO_GROUPS);
  });
  afterEach(async () => {
    await setting.stop();
    await other.close();
  });

  const announce = (...endpointUrls: unknown[]) =>
    setting.server.script(
      TOKEN_ROUTE,
      ...endpointUrls.map((endpointUrl, index) => ({ body: setting.tokenBody(index + 1, { endpointUrl }) })),
    );
  const callsTo = (server: ScriptedServer) => server.requestsTo(GROUPS).length;

  it('is the one that comes with the access token, with or without slash and path', async () => {
    other.script('GET /kms/v1/groups', NO_GROUPS);
    for (const path of ['', '/', '/kms', '/kms//']) {
      announce(other.url + path);
      await setting.client().listGroups();
    }
    assert.deepEqual(
      other.requests.map(({ target }) => target.split('?')[0]),
      ['/v1/groups', '/v1/groups', '/kms/v1/groups', '/kms/v1/groups'],
    );
  });

  it('is the API root if the access token comes with none', async () => {
    announce(undefined);
    await setting.client().listGroups();
    assert.equal(callsTo(setting.server), 1);
  });

  const sameCall = '/v1/groups?fetchAllGroups=true&showDetails=true';
  for (const [words, suffix] of [
    ['bare endpoint', '/'],
    ['same call', sameCall],
  ] as const) {
    it(`moves for good with a 308 to the ${words}`, async () => {
      setting.server.script(GROUPS, movedTo(other.url + suffix));
      const client = setting.client();
      await client.listGroups();
      await client.listGroups();
      assert.deepEqual([callsTo(setting.server), callsTo(other)], [1, 2]);
      assert.deepEqual(setting.store.state, { endpointUrl: `${other.url}/` });
      await setting.client().listGroups();
      assert.deepEqual([callsTo(setting.server), callsTo(other)], [1, 3]);
    });
  }

  it('is uploaded to from the first byte after a 308', async () => {
    setting.server.script('POST /v1/media', movedTo(`${other.url}/v1/media`));
    other.script('POST /v1/media', { body: { mediaResource: 'moved' } });
    const file = memoryFile('a.jpg', 'all of it');
    const progress: number[] = [];
    const onProgress = (sent: number) => progress.push(sent);
    assert.equal(await setting.client().uploadMedia([file], { onProgress }), 'moved');
    assert.match(String(other.requests[0]?.body), /all of it/);
    assert.deepEqual(
      file.opened.map((stream) => stream.destroyed),
      [true, true],
    );
    assert.deepEqual(progress, [9]);
  });

  it('stays where a 308 said while access tokens bring no news', async () => {
    setting.server.script(GROUPS, movedTo(other.url));
    const client = setting.client();
    await client.listGroups();
    setting.nowMs += 24 * HOUR_MS;
    await client.listGroups();
    assert.deepEqual([callsTo(setting.server), callsTo(other)], [1, 2]);
  });

  it('goes where a newer access token says, and forgets the 308', async () => {
    announce(setting.server.url, `${setting.server.url}/kms`);
    setting.server.script(GROUPS, movedTo(other.url));
    setting.server.script('GET /kms/v1/groups', NO_GROUPS);
    const client = setting.client();
    await client.listGroups();
    setting.nowMs += 24 * HOUR_MS;
    await client.listGroups();
    assert.equal(setting.server.requestsTo('GET /kms/v1/groups').length, 1);
    assert.deepEqual(setting.store.state, {});
  });

  it('is asked for again when the new one can not be reached', async () => {
    setting.server.script(GROUPS, movedTo(other.url), NO_GROUPS);
    await other.close();
    const client = setting.client();
    assert.ok((await failureOf(client.listGroups())) instanceof KaizalaNoAnswerError);
    assert.deepEqual(await client.listGroups(), []);
    other = await ScriptedServer.start();
  });

  it('moves through at most five 308s', async () => {
    for (const [moves, isTooFar] of [
      [5, false],
      [6, true],
    ] as const) {
      setting.server.script(GROUPS, movedTo(`${setting.server.url}/1`));
      for (let hop = 1; hop < moves; hop += 1) {
        setting.server.script(`GET /${hop}/v1/groups`, movedTo(`${setting.server.url}/${hop + 1}`));
      }
      setting.server.script(`GET /${moves}/v1/groups`, NO_GROUPS);
      setting.store.state = {};
      const called = setting.client().listGroups();
      if (isTooFar) assert.ok((await failureOf(called)) instanceof KaizalaNoAnswerError);
      else assert.deepEqual(await called, []);
    }
  });

  it('does not move in a circle', async () => {
    setting.server.script(GROUPS, movedTo(other.url));
    other.script(GROUPS, movedTo(setting.server.url));
    const error = await failureOf(setting.client().listGroups());
    assert.ok(error instanceof KaizalaNoAnswerError);
    assert.deepEqual([error.mayHaveTakenEffect, error.recovery.action], [false, 'retry']);
    assert.match(error.message, /in circles/);
    assert.deepEqual([callsTo(setting.server), callsTo(other)], [1, 1]);
  });

  it('does not give up over a 308 to where it is', async () => {
    setting.server.script(GROUPS, movedTo(setting.server.url), NO_GROUPS);
    const client = setting.client();
    const error = await failureOf(client.listGroups());
    assert.ok(error instanceof KaizalaNoAnswerError);
    assert.equal(error.recovery.action, 'retry');
    assert.deepEqual(await client.listGroups(), []);
  });

  const noPlaces = [
    'http://foreign.example/',
    'ftp://kaiza.la/',
    'https://user:password@kaiza.la/',
    'http://[',
  ];
  for (const location of noPlaces) {
    it(`does not move to ${location}`, async () => {
      setting.server.script(GROUPS, movedTo(location));
      const error = await failureOf(setting.client().listGroups());
      assert.ok(error instanceof KaizalaAnsweredError);
      assert.equal(error.status, 308);
      assert.deepEqual(setting.store.saved, []);
    });
  }

  it('does not move if the 308 says not where', async () => {
    setting.server.script(GROUPS, { status: 308 });
    assert.ok((await failureOf(setting.client().listGroups())) instanceof KaizalaAnsweredError);
  });

  it('is refused if an access token names one that is not trusted, after the refresh token is safe', async () => {
    const extra = { endpointUrl: 'http://foreign.example/', refreshToken: 'MARKED-refresh-2' };
    setting.server.script(TOKEN_ROUTE, { body: setting.tokenBody(1, extra) });
    assert.ok((await failureOf(setting.client().listGroups())) instanceof KaizalaNoAnswerError);
    assert.deepEqual(setting.store.state, { refreshToken: 'MARKED-refresh-2' });
  });

  it('is not taken from the store if it is not trusted', async () => {
    setting.store.state = { endpointUrl: 'http://foreign.example/' };
    assert.deepEqual(await setting.client().listGroups(), []);
  });

  it('is not called when the move could not be saved', async () => {
    setting.server.script(GROUPS, movedTo(other.url));
    setting.store.failure = new Error('disk full');
    assert.ok((await failureOf(setting.client().listGroups())) instanceof KaizalaStateError);
    assert.equal(callsTo(other), 0);
  });

  it('must be https or on loopback to begin with', () => {
    assert.throws(() => setting.client({ apiRoot: 'http://api.example' }), TypeError);
  });
});
