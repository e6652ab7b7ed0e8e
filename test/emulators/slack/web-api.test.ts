import assert from 'node:assert/strict';
import { LogLevel, WebAPIPlatformError, WebClient } from '@slack/web-api';
import { type SlackEmulator, startSlackEmulator } from '../../../emulators/slack/start-slack-emulator.ts';
import type { SlackUser } from '../../../emulators/slack/user/slack-user.ts';

describe("the stand-in for Slack's Web API, asked by Slack's own client", () => {
  let slack: SlackEmulator;
  let client: WebClient;
  let asha: SlackUser;

  beforeEach(async () => {
    slack = await startSlackEmulator();
    client = clientOf(slack.botToken);
    asha = slack.createUser({ name: 'Asha Rao', isAdmin: true });
  });

  afterEach(() => slack.close());

  function clientOf(token: string): WebClient {
    return new WebClient(token, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: LogLevel.ERROR,
    });
  }

  const refused =
    (code: string, details: Record<string, unknown> = {}) =>
    (error: unknown) => {
      assert.ok(error instanceof WebAPIPlatformError, String(error));
      assert.equal(error.data.error, code);
      for (const [name, value] of Object.entries(details)) {
        assert.deepEqual((error.data as unknown as Record<string, unknown>)[name], value);
      }
      return true;
    };

  it('says whose token it is, and what it may do', async () => {
    const { team_id, user_id, bot_id, response_metadata } = await client.auth.test();
    assert.deepEqual([team_id, user_id, bot_id], [slack.team.id, slack.bot.userId, slack.bot.botId]);
    assert.ok(response_metadata?.scopes?.includes('chat:write'));
  });

  it('refuses a token that it does not know, a call without one, and a method that is none', async () => {
    await assert.rejects(clientOf('xoxb-wrong').auth.test(), refused('invalid_auth'));
    await assert.rejects(
      new WebClient(undefined, { slackApiUrl: slack.apiUrl }).auth.test(),
      refused('not_authed'),
    );
    await assert.rejects(client.apiCall('chat.shout'), refused('unknown_method'));
  });

  it('posts, updates and deletes, and keeps what a message said before', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'One &amp; <@U0X|Mei>' } }];
    const { ts = '', channel = '' } = await client.chat.postMessage({
      channel: asha.direct.id,
      text: 'One',
      blocks,
    });
    assert.match(ts, /^\d{10}\.\d{6}$/);
    const posted = await asha.direct.waitForText(/^One & Mei$/);
    assert.equal(posted.ts, ts);
    await client.chat.update({ channel, ts, text: 'Two', blocks: [] });
    const updated = await asha.direct.waitForUpdate(posted, /^Two$/);
    assert.equal(updated.history[0]?.text, 'One');
    await client.chat.delete({ channel, ts });
    assert.deepEqual(asha.direct.messages, []);
    await assert.rejects(client.chat.update({ channel, ts, text: 'x' }), refused('message_not_found'));
  });

  it('takes JSON as well as forms', async () => {
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${slack.botToken}`,
      },
      body: JSON.stringify({ channel: asha.direct.id, text: 'Hello' }),
    });
    assert.equal(((await response.json()) as { ok: boolean }).ok, true);
    await asha.direct.waitForText(/^Hello$/);
  });

  it('knows where the bot may write', async () => {
    const outside = slack.createChannel({ name: 'outside', members: [asha], hasBot: false });
    const hidden = slack.createChannel({ name: 'hidden', type: 'group', members: [asha], hasBot: false });
    const closed = slack.createChannel({ name: 'closed', members: [asha] });
    closed.isArchived = true;
    const post = (channel: string) => client.chat.postMessage({ channel, text: 'x' });
    await assert.rejects(post(outside.id), refused('not_in_channel'));
    await assert.rejects(post(hidden.id), refused('channel_not_found'));
    await assert.rejects(post('C0NOWHERE0'), refused('channel_not_found'));
    await assert.rejects(post(closed.id), refused('is_archived'));
  });

  it('keeps an answer in its thread as long as anything stands there', async () => {
    const written = await asha.says('first');
    const answer = async () => {
      const thread_ts = written.message.ts;
      const { message } = await client.chat.postMessage({ channel: asha.direct.id, text: 'x', thread_ts });
      return message?.thread_ts;
    };
    const alone = await asha.says('second');
    assert.equal(await answer(), written.message.ts);
    await asha.deletes(written);
    assert.equal(await answer(), written.message.ts);
    await asha.deletes(alone);
    const { message } = await client.chat.postMessage({
      channel: asha.direct.id,
      text: 'x',
      thread_ts: alone.message.ts,
    });
    assert.equal(message?.thread_ts, undefined);
  });

  it("does not let the bot change other people's messages", async () => {
    const { message } = await asha.says('mine');
    const target = { channel: asha.direct.id, ts: message.ts };
    await assert.rejects(client.chat.update({ ...target, text: 'x' }), refused('cant_update_message'));
    await assert.rejects(client.chat.delete(target), refused('cant_delete_message'));
  });

  it('shows an ephemeral message to one person, and can not update it', async () => {
    const channel = slack.createChannel({ name: 'general', members: [asha] });
    const mei = slack.createUser({ name: 'Mei Chen' });
    const { message_ts: ts = '' } = await client.chat.postEphemeral({
      channel: channel.id,
      user: asha.id,
      text: 'Only you',
    });
    assert.equal((await channel.waitForEphemeral(asha.id, /^Only you$/)).ts, ts);
    await assert.rejects(
      client.chat.update({ channel: channel.id, ts, text: 'x' }),
      refused('message_not_found'),
    );
    await assert.rejects(
      client.chat.postEphemeral({ channel: channel.id, user: mei.id, text: 'x' }),
      refused('user_not_in_channel'),
    );
  });

  it('tells of people and conversations', async () => {
    const general = slack.createChannel({ name: 'general', members: [asha], isExtShared: true });
    const { user } = await client.users.info({ user: asha.id });
    assert.deepEqual([user?.real_name, user?.is_admin, user?.is_owner], ['Asha Rao', true, false]);
    const { channel } = await client.conversations.info({ channel: general.id });
    assert.deepEqual([channel?.name, channel?.creator, channel?.is_ext_shared], ['general', asha.id, true]);
    const opened = await client.conversations.open({ users: asha.id });
    assert.equal(opened.channel?.id, asha.direct.id);
    await assert.rejects(client.users.info({ user: 'U0NOBODY00' }), refused('user_not_found'));
  });

  it('says which scope is missing', async () => {
    slack.workspace.scopes = ['chat:write'];
    await assert.rejects(
      client.users.info({ user: asha.id }),
      refused('missing_scope', { needed: 'users:read', provided: 'chat:write' }),
    );
  });

  it('fails as it is told to, so many times', async () => {
    const post = () => client.chat.postMessage({ channel: asha.direct.id, text: 'x' });
    slack.failNext('chat.postMessage', { kind: 'throttled', retryAfterSeconds: 7 });
    await assert.rejects(post(), { retryAfter: 7 });
    slack.failNext('chat.postMessage', { kind: 'status', status: 503 });
    await assert.rejects(post(), { statusCode: 503 });
    slack.failNext('chat.postMessage', { kind: 'refused', code: 'account_inactive' });
    await assert.rejects(post(), refused('account_inactive'));
    slack.failNext('chat.postMessage', { kind: 'html' });
    await assert.rejects(post(), WebAPIPlatformError);
    assert.equal(asha.direct.messages.length, 0);
    slack.failNext('chat.postMessage', { kind: 'lostAnswer' });
    await assert.rejects(post());
    assert.equal(asha.direct.messages.length, 1);
    await post();
    assert.equal(asha.direct.messages.length, 2);
    assert.equal(slack.callsOf('chat.postMessage').length, 6);
  });

  it('keeps the limits of Slack where it is told to', async () => {
    await slack.close();
    slack = await startSlackEmulator({ keepsLimits: true });
    asha = slack.createUser({ name: 'Asha Rao' });
    client = clientOf(slack.botToken);
    const post = () => client.chat.postMessage({ channel: asha.direct.id, text: 'x' });
    for (let sent = 0; sent < 3; sent += 1) await post();
    await assert.rejects(post(), { retryAfter: 1 });
  });

  it('serves several workspaces, each by its own token', async () => {
    const other = slack.addWorkspace({ id: 'T0BOLT0002', name: 'Bolt', domain: 'bolt' });
    const [token = ''] = other.tokens;
    const { team_id, user_id } = await clientOf(token).auth.test();
    assert.deepEqual([team_id, user_id], ['T0BOLT0002', other.bot.userId]);
    await assert.rejects(
      clientOf(token).chat.postMessage({ channel: asha.direct.id, text: 'x' }),
      refused('channel_not_found'),
    );
  });

  it('lets a person add the app, and gives a token for the code once', async () => {
    const redirect_uri = 'http://127.0.0.1:1/slack/oauth';
    const query = new URLSearchParams({
      client_id: slack.oauth.clientId,
      scope: 'chat:write,files:read',
      redirect_uri,
      state: 'abc',
    });
    const page = await fetch(`${slack.url}/oauth/v2/authorize?${query}`, { redirect: 'manual' });
    const back = new URL(page.headers.get('location') ?? '');
    assert.equal(back.searchParams.get('state'), 'abc');
    const exchange = {
      client_id: slack.oauth.clientId,
      client_secret: slack.oauth.clientSecret,
      code: back.searchParams.get('code') ?? '',
      redirect_uri,
    };
    const bare = new WebClient(undefined, { slackApiUrl: slack.apiUrl });
    const { access_token = '', team, scope } = await bare.oauth.v2.access(exchange);
    assert.deepEqual([team?.id, scope], [slack.team.id, 'chat:write,files:read']);
    assert.equal((await clientOf(access_token).auth.test()).ok, true);
    await assert.rejects(bare.oauth.v2.access(exchange), refused('code_already_used'));
  });
});
