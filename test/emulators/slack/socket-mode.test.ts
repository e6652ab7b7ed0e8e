import assert from 'node:assert/strict';
import { once } from 'node:events';
import { LogLevel, SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { type SlackEmulator, startSlackEmulator } from '../../../emulators/slack/start-slack-emulator.ts';
import type { SlackUser } from '../../../emulators/slack/user/slack-user.ts';
import { eventually } from '../../support/eventually.ts';

describe("the Socket Mode of the stand-in for Slack, with Slack's own client", () => {
  let slack: SlackEmulator;
  let client: SocketModeClient;
  let asha: SlackUser;

  beforeEach(async () => {
    slack = await startSlackEmulator({ answerWithinMs: 300, retryDelaysMs: [0] });
    slack.app.usesSocketMode = true;
    asha = slack.createUser({ name: 'Asha Rao' });
    client = new SocketModeClient({
      appToken: slack.appToken,
      clientOptions: { slackApiUrl: slack.apiUrl },
      logLevel: LogLevel.ERROR,
      clientPingTimeout: 100,
    });
    await client.start();
  });

  afterEach(async () => {
    await client.disconnect();
    await slack.close();
  });

  it('brings events, which are good once they are acknowledged', async () => {
    client.on('message', async ({ ack }) => ack());
    const { deliveries, message } = await asha.says('hello');
    assert.equal(deliveries[0]?.answer.status, 200);
    assert.equal(deliveries[0]?.payload.type, 'event_callback');
    assert.equal(slack.socket.acknowledgements.length, 1);
    assert.match(message.ts, /\./);
  });

  it('brings events again that are not acknowledged', async () => {
    const attempts: (number | undefined)[] = [];
    client.on('message', async ({ ack, retry_num }) => {
      attempts.push(retry_num);
      if (retry_num !== undefined) await ack();
    });
    const { deliveries } = await asha.says('hello');
    assert.equal(deliveries[0]?.answer.failure, 'http_timeout');
    await eventually(() => attempts.length === 2);
    assert.deepEqual(attempts, [undefined, 1]);
  });

  it('brings commands, whose answer goes with the acknowledgement', async () => {
    client.on('slash_commands', async ({ ack, body }) => ack({ text: `You said ${body.text}` }));
    await asha.runs('/kaizala', 'help');
    await asha.direct.waitForEphemeral(asha.id, /^You said help$/);
  });

  it('asks to connect anew', async () => {
    client.on('message', async ({ ack }) => ack());
    const reconnected = new Promise((resolve) => client.once('connected', resolve));
    slack.socket.disconnectAll();
    await reconnected;
    assert.equal((await asha.says('hello')).deliveries[0]?.answer.status, 200);
    assert.equal(slack.callsOf('apps.connections.open').length, 2);
  });

  it('takes each address for one connection only, and wants the token of the app', async () => {
    const url = slack.socket.ticketUrl(new URL(slack.url).host);
    const open = async () => {
      const socket = new WebSocket(url);
      const event = await Promise.race([
        once(socket, 'open').then(() => true),
        once(socket, 'error').then(() => false),
      ]);
      socket.close();
      return event;
    };
    assert.deepEqual([await open(), await open()], [true, false]);
    const stranger = new WebClient('xapp-wrong', { slackApiUrl: slack.apiUrl });
    await assert.rejects(stranger.apps.connections.open({}), /invalid_auth/);
  });

  it('can not reach an app that is not connected', async () => {
    await client.disconnect();
    await eventually(() => slack.socket.connections === 0);
    const { deliveries } = await asha.says('hello');
    assert.equal(deliveries[0]?.answer.failure, 'connection_failed');
    await client.start();
  });
});
