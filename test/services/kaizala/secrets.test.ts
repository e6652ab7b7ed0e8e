import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { KaizalaClient } from '../../../services/kaizala/types.ts';
import type { Reply, Takeover } from './scripted-server.ts';
import { failureOf, memoryFile, Setting, TOKEN_ROUTE } from './setting.ts';

const POST = 'POST /v1/groups/group/actions';
const UPLOAD = 'POST /v1/media';
const ALL_TOKENS = 'MARKED-application MARKED-refresh-1 MARKED-access-1';

describe('an error', () => {
  let setting: Setting;
  beforeEach(async () => {
    setting = await Setting.start();
  });
  afterEach(() => setting.stop());

  const post = (client: KaizalaClient) =>
    client.postAction('group', { actionType: 'Image', mediaResource: 'MARKED-resource', caption: 'MARKED' });
  const upload = (client: KaizalaClient) => client.uploadMedia([memoryFile('a.jpg', 'MARKED-content', 20)]);

  const rawly =
    (text: string): Takeover =>
    ({ socket }) =>
      socket.end(text);
  const failures: [words: string, route: string, step: Reply | Takeover, call: typeof post][] = [
    [
      'a refused connector',
      TOKEN_ROUTE,
      { status: 401, body: { message: 'Bad MARKED-application MARKED-refresh-1' } },
      post,
    ],
    ['a token that is no JSON', TOKEN_ROUTE, { body: `<${ALL_TOKENS}>` }, post],
    [
      'a token that is no HTTP',
      TOKEN_ROUTE,
      rawly(`HTTP/1.1 200 OK\r\nbad header ${ALL_TOKENS}\r\n\r\n`),
      post,
    ],
    [
      'a token that is cut off',
      TOKEN_ROUTE,
      rawly(`HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n${ALL_TOKENS}`),
      post,
    ],
    [
      'a refused post',
      POST,
      { status: 400, body: { message: 'MARKED-access-1', errorCode: 'MARKED-access-1' } },
      post,
    ],
    ['a post that broke off', POST, (request) => request.socket.destroy(), post],
    ['a post that was answered with nonsense', POST, { body: { MARKED: 1 } }, post],
    ['a redirect', POST, { status: 302, headers: { Location: 'https://host/?MARKED' } }, post],
    ['a move to a bad place', POST, { status: 308, headers: { Location: 'http://MARKED@host/' } }, post],
    ['a refused upload', UPLOAD, { status: 415, body: { message: 'MARKED-access-1' } }, upload],
    ['a file of the wrong size', UPLOAD, { status: 200 }, upload],
  ];
  for (const [words, route, step, call] of failures) {
    it(`about ${words} holds no secret`, async () => {
      setting.server.script(route, step);
      const error = await failureOf(call(setting.client()));
      assert.doesNotMatch(inspect(error, { depth: 10, showHidden: true }), /MARKED/);
      assert.doesNotMatch(JSON.stringify(error), /MARKED/);
    });
  }

  it('about a failed save holds no secret, though the store quotes it', async () => {
    setting.server.script(TOKEN_ROUTE, { body: setting.tokenBody(1, { refreshToken: 'MARKED-refresh-2' }) });
    setting.store.failure = new Error("INSERT INTO connectors VALUES ('MARKED-refresh-2') failed");
    const error = await failureOf(setting.client().listGroups());
    assert.doesNotMatch(inspect(error, { depth: 10, showHidden: true }), /MARKED/);
    assert.match(inspect(error), /INSERT INTO/);
  });
});
