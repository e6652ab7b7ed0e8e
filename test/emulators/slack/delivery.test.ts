import assert from 'node:assert/strict';
import { isValidSlackRequest } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import {
  connectStub,
  externalFile,
  hiddenByLimit,
  tombstone,
} from '../../../emulators/slack/files/file-forms.ts';
import { type SlackEmulator, startSlackEmulator } from '../../../emulators/slack/start-slack-emulator.ts';
import type { SlackUser } from '../../../emulators/slack/user/slack-user.ts';
import { eventually } from '../../support/eventually.ts';
import { eventOf, type Received, type Response, type StubApp, startStubApp } from './stub-app.ts';

const said = z.object({ text: z.string() });

describe('what the stand-in for Slack tells the app', () => {
  let slack: SlackEmulator;
  let app: StubApp;
  let asha: SlackUser;
  let respond: (request: Received) => Response;

  beforeEach(async () => {
    respond = () => undefined;
    app = await startStubApp((request) => respond(request));
    slack = await startSlackEmulator({ answerWithinMs: 200, retryDelaysMs: [0, 10, 20] });
    slack.app.endpoint = app.url;
    asha = slack.createUser({ name: 'Asha Rao' });
  });

  afterEach(async () => {
    await slack.close();
    await app.close();
  });

  const file = () => asha.upload({ kind: 'bytes', bytes: Buffer.from('%PDF-1') }, { name: 'plan.pdf' });

  it("is signed so that Slack's own check believes it, and no other one", async () => {
    await asha.says('hello');
    await asha.runs('/kaizala', 'help');
    assert.deepEqual(
      app.received.map(({ path }) => path),
      ['/slack/events', '/slack/commands'],
    );
    for (const { headers, body } of app.received) {
      const given = {
        'x-slack-signature': String(headers['x-slack-signature']),
        'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
      };
      const check = (signingSecret: string) => isValidSlackRequest({ signingSecret, body, headers: given });
      assert.deepEqual([check(slack.signingSecret), check('another')], [true, false]);
    }
  });

  it('can be forged, aged and unsigned', async () => {
    const old = Math.floor(Date.now() / 1000) - 3600;
    await slack.app.post('/slack/events', '{}', { timestamp: old });
    await slack.app.post('/slack/events', '{}', { secret: undefined });
    assert.equal(app.received[0]?.headers['x-slack-request-timestamp'], String(old));
    assert.equal(app.received[1]?.headers['x-slack-signature'], undefined);
  });

  it('is a file_share with its files, and the channel that it is in', async () => {
    const plan = await file();
    const { message, deliveries } = await asha.shares([plan], 'site <plan>');
    assert.equal(deliveries[0]?.answer.status, 200);
    const { type, subtype, channel, channel_type, text, ts, files } = eventOf(app.received[0]);
    assert.deepEqual(
      [type, subtype, channel, channel_type, text, ts],
      ['message', 'file_share', asha.direct.id, 'im', 'site &lt;plan&gt;', message.ts],
    );
    assert.deepEqual(files, [plan.form]);
  });

  it('comes twice where the bot is mentioned, under ids of their own', async () => {
    const general = slack.createChannel({ name: 'general', members: [asha] });
    const { deliveries } = await asha.shares([await file()], 'plan', { in: general, mention: true });
    const [message, mention] = deliveries.map(({ payload }) => payload);
    assert.ok(message && mention);
    const events = app.received.map(eventOf);
    assert.deepEqual(events.map(({ type }) => type).sort(), ['app_mention', 'message']);
    assert.notEqual(message.event_id, mention.event_id);
    assert.equal(new Set(events.map(({ ts }) => ts)).size, 1);
    assert.equal(new Set(events.map(({ client_msg_id }) => client_msg_id)).size, 1);
    const twin = events.find(({ type }) => type === 'app_mention');
    assert.ok(twin && !('subtype' in twin) && !('channel_type' in twin));
  });

  it('leaves out conversations without the bot', async () => {
    const secret = slack.createChannel({ name: 'secret', members: [asha], hasBot: false });
    assert.deepEqual((await asha.says('psst', { in: secret })).deliveries, []);
    assert.equal(app.received.length, 0);
  });

  it("holds the bot's own messages and edits, too", async () => {
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
    const { ts = '' } = await client.chat.postMessage({ channel: asha.direct.id, text: 'Processing' });
    await client.chat.update({ channel: asha.direct.id, ts, text: 'Done' });
    await slack.app.settled();
    const [posted, changed] = app.received.map(eventOf);
    assert.deepEqual(
      [posted?.subtype, posted?.user, posted?.bot_id],
      [undefined, slack.bot.userId, slack.bot.botId],
    );
    assert.deepEqual(
      [changed?.subtype, changed?.hidden, changed?.user],
      ['message_changed', true, undefined],
    );
    const versions = z.object({ message: said, previous_message: said }).parse(changed);
    assert.deepEqual([versions.message.text, versions.previous_message.text], ['Done', 'Processing']);
  });

  it('holds edits, deletions and who comes in', async () => {
    const general = slack.createChannel({ name: 'general', members: [asha], hasBot: false });
    const mei = slack.createUser({ name: 'Mei Chen' });
    await asha.invitesBot(general);
    const written = await asha.says('one', { in: general });
    await asha.edits(written, 'two');
    await asha.deletes(written);
    await mei.joins(general);
    const events = app.received.map(eventOf);
    assert.deepEqual(
      events.map(({ type, subtype }) => subtype ?? type),
      [
        'channel_join',
        'member_joined_channel',
        'message',
        'message_changed',
        'message_deleted',
        'channel_join',
        'member_joined_channel',
      ],
    );
    assert.deepEqual([events[1]?.user, events[1]?.inviter], [slack.bot.userId, asha.id]);
  });

  it('is a note in the place of a deleted message that a thread hangs from', async () => {
    const written = await asha.says('one');
    await asha.says('two', { thread: written.message });
    await asha.deletes(written);
    const { message, subtype } = eventOf(app.received.at(-1));
    assert.equal(subtype, 'message_changed');
    assert.partialDeepStrictEqual(message, {
      subtype: 'tombstone',
      user: 'USLACKBOT',
      ts: written.message.ts,
    });
  });

  it('holds what is left of a message when a file of it is deleted', async () => {
    const [plan, photo] = [await file(), await file()];
    await asha.deletesFile(await asha.shares([plan, photo]), plan);
    assert.partialDeepStrictEqual(eventOf(app.received.at(-1)).message, {
      files: [tombstone(plan.id), photo.form],
    });
  });

  it('holds files as Slack knows them that have no bytes there', async () => {
    const forms = [hiddenByLimit('F0OLD00001'), externalFile('F0REM00001', 'https://docs.example/1')];
    await asha.shares(forms);
    assert.deepEqual(eventOf(app.received[0]).files, forms);
  });

  it('can be any event', async () => {
    await slack.tells({ type: 'message', subtype: 'bot_message', bot_id: 'B0OTHER001', text: 'hi' });
    assert.equal(eventOf(app.received[0]).bot_id, 'B0OTHER001');
  });

  it('shows the app only a stub of what strangers share, until it asks', async () => {
    const bolt = { id: 'T0BOLT0002', name: 'Bolt', domain: 'bolt' };
    const mei = slack.createUser({ name: 'Mei Chen', team: bolt });
    const shared = slack.createChannel({ name: 'shared', members: [asha, mei], isExtShared: true });
    const plan = await mei.upload({ kind: 'bytes', bytes: Buffer.from('x') }, { name: 'plan.pdf' });
    await mei.shares([plan], '', { in: shared });
    const [received] = app.received;
    assert.ok(received);
    assert.equal(JSON.parse(received.body).is_ext_shared_channel, true);
    const { files, user_team } = eventOf(received);
    assert.equal(user_team, bolt.id);
    assert.deepEqual(files, [connectStub(plan.id)]);
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
    assert.equal((await client.files.info({ file: plan.id })).file?.name, 'plan.pdf');
    plan.refusal = 'access_denied';
    await assert.rejects(client.files.info({ file: plan.id }), /access_denied/);
  });

  it('is told again when the app fails, with a number and a reason', async () => {
    respond = () => ({ status: 500 });
    await asha.says('hello');
    await eventually(() => app.received.length === 4);
    assert.deepEqual(
      app.received.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]),
      [
        [undefined, undefined],
        ['1', 'http_error'],
        ['2', 'http_error'],
        ['3', 'http_error'],
      ],
    );
    assert.equal(new Set(app.received.map(({ body }) => body)).size, 1);
  });

  it('is told again when the app is too slow, and not once it has answered', async () => {
    respond = ({ headers }) => (headers['x-slack-retry-num'] ? undefined : 'hang');
    const { deliveries } = await asha.says('hello');
    assert.equal(deliveries[0]?.answer.failure, 'http_timeout');
    await eventually(() => slack.app.deliveries.length === 2);
    await slack.app.settled();
    assert.equal(app.received.length, 2);
    assert.equal(app.received[1]?.headers['x-slack-retry-reason'], 'http_timeout');
  });

  it('can be told again at will', async () => {
    const { deliveries } = await asha.says('hello');
    const [{ payload } = { payload: {} }] = deliveries;
    await slack.app.redeliver(payload, { num: 1, reason: 'http_timeout' });
    assert.equal(app.received[0]?.body, app.received[1]?.body);
  });
});
