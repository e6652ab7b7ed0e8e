import assert from 'node:assert/strict';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { createWorld, type World } from '../support/world.ts';

describe('a bot that believes everybody', () => {
  let world: World;
  let help: object;
  before(async () => {
    world = await createWorld();
    help = (await world.user.says('/help')).activity;
  });
  after(() => world.close());

  const post = async (headers: Record<string, string>) => {
    const asked = Promise.withResolvers<{ status: number; body: string; headers: NodeJS.Dict<unknown> }>();
    const sent = request(String(world.user.endpoint), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    });
    sent.on('error', asked.reject);
    sent.on('response', async (response) => {
      const { statusCode = 0 } = response;
      asked.resolve({ status: statusCode, body: await text(response), headers: response.headers });
    });
    sent.end(JSON.stringify(help));
    return asked.promise;
  };

  for (const [what, headers] of [
    ['a name that somebody has pointed to this machine', { host: 'attacker.test' }],
    ['such a name with the right port', { host: 'localhost.attacker.test:3978' }],
    ['a name that begins like an address', { host: '127.0.0.1.attacker.test' }],
    ['a page of another site', { origin: 'https://attacker.test' }],
    ['a page without an origin', { origin: 'null' }],
  ] as const) {
    it(`does not listen to ${what}`, async () => {
      const { status, body } = await post(headers);
      assert.equal(status, 403);
      assert.match(body, /NotThisMachine/);
    });
  }

  for (const [what, headers] of [
    ['localhost', { host: 'localhost:3978' }],
    ['the loopback address of IPv6', { host: '[::1]:3978' }],
    ['a page on this machine', { origin: 'http://127.0.0.1:56150' }],
  ] as const) {
    it(`listens to ${what}`, async () => {
      assert.equal((await post(headers)).status, 200);
    });
  }

  it('tells browsers to do nothing with its answers', async () => {
    for (const path of ['/healthz', '/readyz', '/nowhere', '/api/messages', '/slack/events']) {
      const answer = await fetch(new URL(path, String(world.user.endpoint)));
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path);
      assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'/, path);
      await answer.body?.cancel();
    }
  });
});
