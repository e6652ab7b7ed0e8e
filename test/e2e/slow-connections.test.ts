import assert from 'node:assert/strict';
import { waitForText } from '../support/chat.ts';
import { SlowConnections } from '../support/slow-connections.ts';
import { createWorld, type World } from '../support/world.ts';

const APP_ID = '99998888-7777-4666-8555-444433332222';
/** Only with a Slack app of its own does the bot read what comes to its paths. */
const SLACK = {
  SLACK_SIGNING_SECRET: 'signing-secret',
  SLACK_BOT_TOKEN: 'xoxb-1-token',
  SLACK_API_URL: 'http://127.0.0.1:9/api',
};
const HEAD = 'POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\n';

/** How each begins, and what it goes on with. */
const KINDS = [
  [`${HEAD}Content-Type: application/json\r\n`, 'X-More: 1\r\n'],
  [`${HEAD}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{`, ' '],
  [`${HEAD}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`, '1\r\n \r\n'],
  [`${HEAD.replace('/api/messages', '/slack/events')}Content-Length: 100000\r\n\r\n{`, ' '],
] as const;

describe('500 connections that dribble headers and bodies', function () {
  this.timeout(120_000);
  let world: World;
  const slow = KINDS.map(([, next]) => new SlowConnections(next));
  const closed = () => slow.reduce((sum, connections) => sum + connections.closed, 0);
  before(async () => {
    world = await createWorld({ authentication: { appId: APP_ID, secret: 'secret' }, environment: SLACK });
    const url = new URL(String(world.user.endpoint));
    await Promise.all(KINDS.map(([beginning], index) => slow[index]?.open(125, url, beginning)));
  });
  after(async () => {
    for (const connections of slow) connections.end();
    await world.close();
  });

  it('do not stop honest people, and are closed', async () => {
    for (let message = 1; message <= 5; message++) {
      assert.ok(closed() < 500, 'they are still there');
      const { status, durationMs } = await world.user.says('/help');
      assert.equal(status, 200);
      assert.ok(durationMs < 10_000, `${durationMs} ms`);
    }
    await waitForText(world.user.conversation, /\/groups/);
    await Promise.all(slow.map((connections) => connections.allClosed()));
    assert.equal((await world.user.says('/help')).status, 200);
  });
});
