import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { botEnvironment } from '../support/bot-environment.ts';
import { BotProcess } from '../support/bot-process.ts';
import { NO_POSTGRES, newPostgresUrl, stopPostgres } from '../support/postgres.ts';
import { createSlackWorld, type SlackWorld } from '../support/slack-world.ts';

const describeIf = NO_POSTGRES === undefined ? describe : describe.skip;

describeIf(`two bots of one Slack app${NO_POSTGRES ? ` (skipped: ${NO_POSTGRES})` : ''}`, () => {
  let world: SlackWorld;
  let folder: string;
  let second: BotProcess;
  before(async () => {
    const environment = { DATABASE_URL: await newPostgresUrl() };
    world = await createSlackWorld({ environment });
    folder = await mkdtemp(join(tmpdir(), 'kaizala-bridge-'));
    second = BotProcess.launch(botEnvironment({ ...world, folder, environment }), folder);
    await second.listening();
  });
  after(async () => {
    await second.kill();
    await world.close();
    await stopPostgres();
    await rm(folder, { recursive: true, force: true });
  });

  it('answer an event once, whichever of them it is delivered to, and is repeated to', async () => {
    const { slack, user } = world;
    const endpoints = [String(slack.app.endpoint), await second.listening()];
    const channel = slack.createChannel({ name: 'general', members: [user.person] });
    for (let number = 0; number < 6; number++) {
      slack.app.endpoint = endpoints[number % 2];
      const { deliveries, message } = await user.says(`hello ${number}`, { in: channel, mention: true });
      slack.app.endpoint = endpoints[(number + 1) % 2];
      for (const { payload, answer } of deliveries) {
        assert.equal(answer.status, 200);
        const again = await slack.app.redeliver(payload, { num: 1, reason: 'http_timeout' });
        assert.equal(again.answer.status, 200);
      }
      await channel.waitFor(({ botMessages }) => botMessages.some(({ threadTs }) => threadTs === message.ts));
    }
    assert.equal(channel.botMessages.length, 6);
  }).timeout(60_000);
});
