import assert from 'node:assert/strict';
import { createSlackWorld, type SlackWorld } from '../support/slack-world.ts';

describe('a workspace that adds the Slack app', () => {
  let world: SlackWorld;
  before(async () => {
    world = await createSlackWorld({
      slack: { clientSecret: 'client-secret' },
      environment: {
        SLACK_BOT_TOKEN: undefined,
        SLACK_CLIENT_ID: '111.222',
        SLACK_CLIENT_SECRET: 'client-secret',
        ENCRYPTION_KEY: '00'.repeat(32),
      },
    });
  });
  after(() => world.close());

  it('is served from then on', async () => {
    const { slack, user } = world;
    const bot = await world.bot.listening();
    slack.oauth.redirectUrl = new URL('/slack/oauth', bot).href;
    const first = await fetch(new URL('/slack/install', bot));
    const link = /href="([^"]+)"/.exec(await first.text())?.[1]?.replaceAll('&#38;', '&') ?? assert.fail();
    const agreed = await fetch(link, { redirect: 'manual' });
    const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
    const done = await fetch(agreed.headers.get('location') ?? '', { headers: { cookie } });
    assert.equal(done.status, 200);
    assert.match(done.headers.get('content-security-policy') ?? '', /^default-src 'none'/);
    await user.says('help');
    await user.direct.waitForText(/kaizala/i);
  });
});
