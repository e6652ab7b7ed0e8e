import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BotProcess } from '../support/bot-process.ts';

const SLACK = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'secret',
  SLACK_API_URL: 'http://127.0.0.1:9/api',
};
const TEAMS = {
  MicrosoftAppId: 'an app',
  MicrosoftAppPassword: 'a secret',
  MicrosoftAppTenantId: 'a tenant',
};

describe('a bot with the variables of one chat', () => {
  let folder: string;
  const started: BotProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kaizala-bridge-'));
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((bot) => bot.kill()));
    await rm(folder, { recursive: true, force: true });
  });

  function launch(environment: Record<string, string>): BotProcess {
    const bot = BotProcess.launch(
      { PORT: '0', EMULATOR_PORT: '0', HOST: '127.0.0.1', ...environment },
      folder,
    );
    started.push(bot);
    return bot;
  }

  async function post(url: string, path: string) {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"type":"message"}',
    });
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    return { status: response.status, ...error };
  }

  it('serves Slack alone, and says that Teams is off and how it is switched on', async () => {
    const bot = launch(SLACK);
    const url = await bot.listening();
    await bot.wrote(/"level":30[^\n]*"msg":"Teams is off: [^"]*MicrosoftAppId/);
    assert.doesNotMatch(bot.output, /Slack is off|nobody is authenticated/);
    const { status, code, message } = await post(url, '/api/messages');
    assert.deepEqual([status, code], [404, 'TeamsIsOff']);
    assert.match(message, /MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId/);
    for (const route of ['events', 'commands', 'interactive']) {
      assert.deepEqual((await post(url, `/slack/${route}`)).status, 401, route);
    }
    for (const path of ['/healthz', '/readyz']) assert.equal((await fetch(`${url}${path}`)).status, 200);
    assert.equal(await bot.stop(), 0);
  });

  it('serves Teams alone, and says that Slack is off and how it is switched on', async () => {
    const bot = launch(TEAMS);
    const url = await bot.listening();
    await bot.wrote(/"level":30[^\n]*"msg":"Slack is off: [^"]*SLACK_SIGNING_SECRET/);
    assert.doesNotMatch(bot.output, /Teams is off/);
    for (const route of ['events', 'commands', 'interactive']) {
      const { status, code, message } = await post(url, `/slack/${route}`);
      assert.deepEqual([status, code], [404, 'SlackIsOff']);
      assert.match(message, /SLACK_BOT_TOKEN/);
      assert.match(message, /SLACK_SIGNING_SECRET/);
    }
    assert.equal((await post(url, '/api/messages')).code, 'BadActivity');
  });

  it('serves both with the variables of both', async () => {
    const bot = launch({ ...SLACK, ...TEAMS });
    const url = await bot.listening();
    assert.equal((await post(url, '/slack/events')).status, 401);
    assert.equal((await post(url, '/api/messages')).code, 'BadActivity');
    assert.doesNotMatch(bot.output, /is off/);
  });

  it('takes no requests of Slack where all comes by Socket Mode, and starts though Slack can’t be reached', async () => {
    const { SLACK_SIGNING_SECRET: _, ...withoutSecret } = SLACK;
    const bot = launch({ ...withoutSecret, SLACK_APP_TOKEN: 'xapp-1' });
    const url = await bot.listening();
    const { status, message } = await post(url, '/slack/events');
    assert.equal(status, 404);
    assert.match(message, /Socket Mode alone: .*SLACK_SIGNING_SECRET/);
    await bot.wrote(/Slack can’t be reached by Socket Mode; it is tried again/);
    assert.doesNotMatch(bot.output, /xapp-1|xoxb-1/);
    assert.equal(await bot.stop(), 0);
  });
}).timeout(30_000);
