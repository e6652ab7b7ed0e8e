import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { eventEnvelope } from '../../emulators/slack/app/event-envelope.ts';
import { memberEvent, postedEvent } from '../../emulators/slack/app/message-events.ts';
import type { Channel } from '../../emulators/slack/workspace/channel.ts';
import type { SlackMessage } from '../../emulators/slack/workspace/message.ts';
import { textOfMessage } from '../../emulators/slack/workspace/message.ts';
import { createSlackWorld, type SlackWorld } from '../support/slack-world.ts';

describe('what Slack delivers', () => {
  let world: SlackWorld;
  let channel: Channel;
  before(async () => {
    world = await createSlackWorld({ defaultGroup: 'Field' });
  });
  after(() => world.close());
  beforeEach(() => {
    channel = world.slack.createChannel({ name: `c-${randomUUID()}`, members: [world.user.person] });
  });

  /** A file that somebody shares with the bot in the channel, of which Slack has told nobody yet. */
  async function untold(name: string): Promise<{ message: SlackMessage; event: object }> {
    const { workspace } = world.slack;
    const file = await world.user.upload({ kind: 'generated', size: 500 }, { name });
    file.sharedIn.add(channel.id);
    const text = `<@${workspace.bot.userId}> see here`;
    const message = channel.post({ text, blocks: [], files: [file.form], userId: world.user.id });
    return { message, event: postedEvent(channel, message, workspace) };
  }

  const envelope = (event: object) => eventEnvelope(world.slack.workspace, { ...event });

  /** Posts an event as somebody may who is not Slack, or as Slack does. */
  const post = (body: object, options: Parameters<typeof world.slack.app.post>[2] = {}) =>
    world.slack.app.post('/slack/events', JSON.stringify(body), {
      contentType: 'application/json',
      ...options,
    });

  const questions = (name: string) =>
    channel.botMessages.filter((message) => textOfMessage(message).includes(name));
  const asked = (name: string) => channel.waitFor(() => questions(name)[0]);

  /** Resolves when everything is done that was delivered before in the channel, as it is done in order. */
  async function afterwards(): Promise<void> {
    const { message } = await world.user.says('hello', { in: channel, mention: true });
    await channel.waitFor(({ botMessages }) => botMessages.find(({ threadTs }) => threadTs === message.ts));
  }

  it('as a message and its twin makes one question, in the thread', async () => {
    const file = await world.user.upload({ kind: 'generated', size: 500 }, { name: 'twin.pdf' });
    const { message, deliveries } = await world.user.shares([file], 'see here', {
      in: channel,
      mention: true,
    });
    assert.deepEqual(
      deliveries.map(({ answer, payload }) => [answer.status, (payload.event as { type: string }).type]),
      [
        [200, 'message'],
        [200, 'app_mention'],
      ],
    );
    assert.equal((await asked('twin.pdf')).threadTs, message.ts);
    await afterwards();
    assert.equal(questions('twin.pdf').length, 1);
  });

  it('again and again makes nothing more, also after a restart of the bot', async () => {
    const { event } = await untold('again.pdf');
    const body = envelope(event);
    await world.slack.app.redeliver(body, undefined);
    await asked('again.pdf');
    for (const num of [1, 2]) {
      const { answer } = await world.slack.app.redeliver(body, { num, reason: 'http_timeout' });
      assert.equal(answer.status, 200);
    }
    await world.bot.stop();
    await world.restart();
    await world.slack.app.redeliver(body, { num: 3, reason: 'http_timeout' });
    await afterwards();
    assert.equal(questions('again.pdf').length, 1);
  });

  it('only as a retry is the delivery', async () => {
    const { event } = await untold('late.pdf');
    await world.slack.app.redeliver(envelope(event), { num: 2, reason: 'connection_failed' });
    await asked('late.pdf');
  });

  it('is taken before the bot dies, and worked off by the next', async () => {
    const { event } = await untold('kept.pdf');
    const { answer } = await world.slack.app.redeliver(envelope(event), undefined);
    assert.equal(answer.status, 200);
    await world.bot.kill();
    await world.restart();
    await channel.waitFor(() => questions('kept.pdf')[0], { timeoutMs: 30_000 });
    await afterwards();
    assert.equal(questions('kept.pdf').length, 1);
  });

  it('forged, unsigned, old, of the future or recorded gets 401 and makes nothing', async () => {
    const now = Math.floor(Date.now() / 1000);
    const { event } = await untold('forged.pdf');
    for (const options of [
      { secret: undefined },
      { secret: 'a guess' },
      { timestamp: now - 301 },
      { timestamp: now + 330 },
    ]) {
      assert.equal((await post(envelope(event), options)).status, 401);
    }
    const recorded = envelope({ ...(await untold('recorded.pdf')).event });
    assert.equal((await post(recorded, { timestamp: now })).status, 200);
    assert.equal((await post(recorded, { timestamp: now })).status, 401);
    await afterwards();
    assert.equal(questions('forged.pdf').length, 0);
    assert.equal(questions('recorded.pdf').length, 1);
  });

  it('of the bot itself, of other bots, of Slack, and of comings and goings makes nothing', async () => {
    const { bot } = world.slack;
    const { event } = await untold('ignored.pdf');
    const before = channel.botMessages.length;
    const calls = world.slack.api.calls.length;
    const nothing: object[] = [
      { ...event, user: bot.userId },
      { ...event, user: bot.userId, bot_id: bot.botId, app_id: bot.appId },
      { ...event, bot_id: 'B0OTHER', user: 'U0OTHER' },
      { ...event, subtype: 'bot_message', bot_id: 'B0HOOK', user: undefined },
      { ...event, subtype: 'channel_topic' },
      { ...event, subtype: 'channel_join' },
      { ...event, hidden: true },
      { ...event, user: 'USLACKBOT' },
      memberEvent(channel, world.user.id, 'join'),
      memberEvent(channel, world.user.id, 'leave'),
      { type: 'reaction_added', user: world.user.id, item: { channel: channel.id } },
      { type: 'file_shared', channel_id: channel.id, file_id: 'F1', user_id: world.user.id },
      { type: 'something_new' },
    ];
    for (const one of nothing) {
      const { answer } = await world.slack.app.redeliver(envelope(one), undefined);
      assert.equal(answer.status, 200, JSON.stringify(one));
    }
    assert.equal(channel.botMessages.length, before);
    assert.equal(world.slack.api.calls.length, calls);
    await afterwards();
    assert.equal(questions('ignored.pdf').length, 0);
  });

  it('is verified, limited and unknown in ways that make nothing', async () => {
    const challenge = await post({ type: 'url_verification', challenge: 'abc', token: 'x' });
    assert.deepEqual([challenge.status, JSON.parse(challenge.body)], [200, { challenge: 'abc' }]);
    const limited = { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1, api_app_id: 'A1' };
    assert.equal((await post(limited)).status, 200);
    await world.bot.wrote(/"level":40[^\n]*Slack holds back events/);
    assert.equal((await post({ type: 'something_new' })).status, 200);
    assert.equal((await post({ type: 'event_callback' })).status, 400);
  });

  it('of edits changes the caption, and of deletions withdraws the files', async () => {
    const file = await world.user.upload({ kind: 'generated', size: 500 }, { name: 'plan.pdf' });
    const written = await world.user.shares([file], 'site plan', { in: channel, mention: true });
    const question = await asked('plan.pdf');
    await world.user.edits(written, 'floor plan', { mention: true });
    await channel.waitFor(() => JSON.stringify(channel.find(question.ts)?.blocks).includes('floor plan'));
    await world.user.deletes(written);
    await channel.waitFor(() => {
      const now = channel.find(question.ts);
      return !now || /cancelled|withdrawn/i.test(textOfMessage(now));
    });
  });

  it('holds no verification token, nor anything else secret, in what the bot writes', async () => {
    await afterwards();
    assert.doesNotMatch(world.bot.output, /verification-token|xoxb-|emulator-signing-secret/);
  });
}).timeout(60_000);
