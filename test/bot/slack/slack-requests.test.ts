import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { signRequest } from '../../../emulators/slack/app/sign-request.ts';

const SECRET = 'a signing secret';
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

describe('requests to the Slack app', () => {
  let app: ChildProcess;
  let url: string;
  before(() => {
    app = fork(new URL('requests-process.ts', import.meta.url));
  });
  after(() => app.kill());
  beforeEach(async () => {
    const listening = once(app, 'message');
    app.send({ signingSecret: SECRET });
    [url] = await listening;
  });

  /** Has the app take things like this from now on. */
  async function take(how: { answer?: object; isFailing?: boolean }): Promise<void> {
    const headers = { 'content-type': JSON_TYPE };
    await fetch(`${url}/how`, { method: 'PUT', headers, body: JSON.stringify(how) });
  }

  async function taken(): Promise<object[]> {
    return (await (await fetch(`${url}/taken`)).json()) as object[];
  }

  interface Options {
    readonly type?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly isSigned?: boolean;
    readonly timestamp?: number;
  }

  async function post(path: string, body: string | Buffer, options: Options = {}) {
    const { type = path === 'events' ? JSON_TYPE : FORM, headers, isSigned = true } = options;
    const timestamp = String(options.timestamp ?? Math.floor(Date.now() / 1000));
    const signature = {
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signRequest(SECRET, timestamp, body.toString()),
    };
    const response = await fetch(`${url}/slack/${path}`, {
      method: 'POST',
      headers: { 'content-type': type, ...(isSigned && signature), ...headers },
      body: new Uint8Array(Buffer.from(body)),
    });
    const text = await response.text();
    const { error } = (text ? JSON.parse(text) : {}) as { error?: { code?: string; message?: string } };
    return { status: response.status, text, error, headers: response.headers };
  }

  const event = (id = 'Ev1') =>
    JSON.stringify({
      type: 'event_callback',
      team_id: 'T1',
      event_id: id,
      event: { type: 'message', text: 'Grüße' },
    });
  const command = new URLSearchParams({
    command: '/kaizala',
    text: 'link Field crew & co',
    team_id: 'T1',
    channel_id: 'C1',
    user_id: 'U1',
    is_enterprise_install: 'false',
  }).toString();
  const payload = (value: string) => new URLSearchParams({ payload: value }).toString();

  it('are handed on and answered with nothing, whatever parameters their type has', async () => {
    for (const type of [JSON_TYPE, 'application/json; charset=utf-8', 'Application/JSON;charset=UTF-8']) {
      const { status, text } = await post('events', event(type), { type });
      assert.deepEqual([status, text], [200, '']);
    }
    assert.equal((await taken()).length, 3);
    assert.equal((await post('commands', command, { type: `${FORM}; charset=utf-8` })).status, 200);
    assert.deepEqual((await taken()).at(-1), {
      command: '/kaizala',
      text: 'link Field crew & co',
      team_id: 'T1',
      channel_id: 'C1',
      user_id: 'U1',
      is_enterprise_install: 'false',
    });
    assert.equal((await post('interactive', payload('{"type":"shortcut"}'))).status, 200);
    assert.deepEqual((await taken()).at(-1), { type: 'shortcut' });
  });

  it('are answered with what a command or a modal says', async () => {
    const answer = { response_action: 'errors', errors: { caption: 'Too long' } };
    await take({ answer });
    const { text } = await post('interactive', payload('{"type":"view_submission"}'));
    assert.deepEqual(JSON.parse(text), answer);
    assert.deepEqual(JSON.parse((await post('commands', command)).text), answer);
  });

  it('to verify the address are answered with the challenge, if they are signed', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aB', token: 'x' });
    assert.deepEqual(JSON.parse((await post('events', body)).text), { challenge: '3eZbrw1aB' });
    const unsigned = await post('events', body, { isSigned: false });
    assert.equal(unsigned.status, 401);
    assert.doesNotMatch(unsigned.text, /3eZbrw1aB/);
    assert.deepEqual(await taken(), []);
  });

  it('that are not Slack’s get 401 with the reason, and make nothing', async () => {
    const now = Math.floor(Date.now() / 1000);
    const refused: readonly [Options, RegExp][] = [
      [{ isSigned: false }, /not signed/],
      [{ headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}` } }, /does not belong/],
      [{ timestamp: now - 310 }, /300 seconds/],
      [{ timestamp: now + 310 }, /300 seconds/],
    ];
    for (const [path, body] of [
      ['events', event()],
      ['commands', command],
      ['interactive', payload('{"type":"x"}')],
    ] as const) {
      for (const [options, reason] of refused) {
        const { status, error } = await post(path, body, options);
        assert.equal(status, 401);
        assert.equal(error?.code, 'NotFromSlack');
        assert.match(error?.message ?? '', reason);
      }
    }
    assert.deepEqual(await taken(), []);
  });

  it('that come again get 401, but an event that Slack repeats is handed on', async () => {
    const timestamp = Math.floor(Date.now() / 1000);
    const retry = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    assert.equal((await post('events', event(), { timestamp })).status, 200);
    const again = await post('events', event(), { timestamp });
    assert.deepEqual([again.status, again.error?.code], [401, 'Replayed']);
    assert.equal((await taken()).length, 1);
    assert.equal((await post('events', event(), { timestamp, headers: retry })).status, 200);
    assert.equal((await taken()).length, 2);
    // Slack never repeats these, so that header says nothing.
    assert.equal((await post('commands', command, { timestamp })).status, 200);
    assert.equal((await post('commands', command, { timestamp, headers: retry })).status, 401);
    assert.equal((await taken()).length, 3);
  });

  it('that ask whether the address is secure are answered without a signature, and make nothing', async () => {
    for (const path of ['commands', 'interactive']) {
      const { status, text } = await post(path, 'ssl_check=1&token=vt', { isSigned: false });
      assert.deepEqual([status, text], [200, '']);
    }
    assert.deepEqual(await taken(), []);
  });

  it('that are signed but senseless get 400 with the reason, and are not to be repeated', async () => {
    const senseless: readonly [string, string, RegExp][] = [
      ['events', '{', /not JSON/],
      ['events', '', /not JSON/],
      ['events', 'null', /it: /],
      ['events', '[]', /it: /],
      ['events', '{"type":7}', /type: /],
      ['events', '{"type":"event_callback"}', /event is missing/],
      ['events', '{"type":"event_callback","event":"x"}', /event: /],
      ['events', '{"type":"url_verification"}', /challenge is missing/],
      ['commands', 'text=help', /command: /],
      ['commands', 'command=%2Fkaizala', /team_id: /],
      ['interactive', 'a=b', /payload: /],
      ['interactive', payload('{'), /not JSON/],
      ['interactive', payload('{"kind":"x"}'), /type: /],
    ];
    for (const [path, body, reason] of senseless) {
      const { status, error, headers } = await post(path, body);
      assert.equal(status, 400, `${path} ${body}`);
      assert.match(error?.message ?? '', reason);
      assert.equal(headers.get('x-slack-no-retry'), '1');
    }
    assert.deepEqual(await taken(), []);
  });

  it('of another type get 415, once they are known to be Slack’s', async () => {
    assert.equal((await post('events', event(), { type: FORM })).status, 415);
    assert.equal((await post('commands', command, { type: 'text/plain' })).status, 415);
    assert.equal((await post('events', event(), { type: 'text/plain', isSigned: false })).status, 401);
    assert.deepEqual(await taken(), []);
  });

  it('that can’t be kept get 503, and are the delivery when they come again', async () => {
    await take({ isFailing: true });
    const { status, error } = await post('events', event());
    assert.deepEqual([status, error?.code], [503, 'NotKept']);
    assert.doesNotMatch(error?.message ?? '', /disk/);
    await take({});
    assert.equal((await post('events', event(), { headers: { 'x-slack-retry-num': '1' } })).status, 200);
    assert.equal((await taken()).length, 1);
  });

  it('may have a mebibyte, and get 413 beyond it', async () => {
    const sized = (bytes: number) => {
      const body = JSON.stringify({ type: 'x', padding: '' });
      return body.replace('""', `"${'x'.repeat(bytes - body.length)}"`);
    };
    assert.equal((await post('events', sized(1_048_576))).status, 200);
    const { status, error, headers } = await post('events', sized(1_048_577));
    assert.deepEqual([status, error?.code, headers.get('connection')], [413, 'TooLarge', 'close']);
    assert.equal((await taken()).length, 1);
  });

  it('that are broken off make nothing, and harm nobody', async () => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname).on('error', () => {});
    await once(socket, 'connect');
    const head = `POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-type: ${JSON_TYPE}\r\ncontent-length: 99\r\n\r\n{`;
    await new Promise((written) => socket.write(head, written));
    socket.destroy();
    await once(socket, 'close');
    assert.equal((await post('events', event())).status, 200);
    assert.equal((await taken()).length, 1);
  });

  it('without a declared length are cut off at a mebibyte', async () => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.on('error', () => {});
    socket.write(
      `POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-type: ${JSON_TYPE}\r\ntransfer-encoding: chunked\r\n\r\n`,
    );
    for (let chunk = 0; chunk < 17; chunk++) socket.write(`10000\r\n${'x'.repeat(0x10000)}\r\n`);
    assert.match(await answer, /^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  it('lose what no database takes', async () => {
    await post('events', '{"type":"x","a":"1\\u00002\\ud800"}');
    assert.deepEqual((await taken()).at(-1), { type: 'x', a: '12\ufffd' });
  });
});
