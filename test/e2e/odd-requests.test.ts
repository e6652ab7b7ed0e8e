import assert from 'node:assert/strict';
import { sendRaw } from '../fuzz/raw-request.ts';
import { waitForText } from '../support/chat.ts';
import { createWorld, type World } from '../support/world.ts';

describe('a request that no client would send', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());
  afterEach('the bot is alive', async () => {
    const user = world.teams.createUser({ endpoint: world.user.endpoint });
    await user.says('/help');
    await waitForText(user.conversation, /Attach one or more files/);
  });

  for (const [what, head] of [
    ['a Host with a blank', 'GET /healthz HTTP/1.1\r\nHost: a b'],
    ['a Host that is cut off', 'POST /api/messages HTTP/1.1\r\nHost: ['],
    ['a target that makes no url', 'GET http://[/ HTTP/1.1\r\nHost: localhost'],
  ] as const) {
    it(`is refused: ${what}`, async () => {
      const { hostname, port } = new URL(String(world.user.endpoint));
      const text = `${head}\r\nConnection: close\r\n\r\n`;
      const outcome = await sendRaw({ host: hostname, port: Number(port) }, { text, isWhole: true }, 5_000);
      assert.deepEqual(outcome, { label: 'HTTP 400' });
    });
  }

  it('is told that the bot does not know its call', async () => {
    const user = world.teams.createUser({ endpoint: world.user.endpoint });
    const { activity } = await user.says('hello');
    const { status, body } = await user.resends({
      ...activity,
      type: 'invoke',
      name: 'task/fetch',
      id: 'f:1',
    });
    assert.equal(status, 501);
    assert.equal((JSON.parse(body) as { error: { code: string } }).error.code, 'NotImplemented');
  });
}).timeout(30_000);
