import assert from 'node:assert/strict';
import { textOfMessage } from '../../emulators/slack/workspace/message.ts';
import { eventually } from '../support/eventually.ts';
import { createSlackWorld, type SlackWorld } from '../support/slack-world.ts';

describe('Slack by Socket Mode', () => {
  let world: SlackWorld;
  before(async () => {
    world = await createSlackWorld({
      defaultGroup: 'Field',
      environment: { SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: 'xapp-emulator-1' },
    });
    world.slack.app.usesSocketMode = true;
    await isConnected();
  });
  after(() => world.close());

  const isConnected = () => eventually(() => world.slack.socket.connections === 1, 20_000);

  /** Shares a file, which the bot asks about. */
  async function share(name: string): Promise<void> {
    const { user } = world;
    const file = await user.upload({ kind: 'generated', size: 500 }, { name });
    const { deliveries } = await user.shares([file], 'see here');
    assert.deepEqual(
      deliveries.map(({ answer }) => answer.status),
      [200],
    );
    await user.direct.waitFor(({ botMessages }) =>
      botMessages.find((message) => textOfMessage(message).includes(name)),
    );
  }

  it('brings events and commands, which are acknowledged', async () => {
    await share('plan.pdf');
    const { answer } = await world.user.runs('/kaizala', 'groups');
    assert.equal(answer.status, 200);
    await world.user.direct.waitForEphemeral(world.user.id, /Field/);
  });

  it('brings an event that is repeated to one answer', async () => {
    const { app, workspace } = world.slack;
    const before = world.user.direct.botMessages.length;
    const { message, deliveries } = await world.user.says('hello');
    await world.user.direct.waitFor(({ botMessages }) => botMessages.length > before);
    const payload = deliveries[0]?.payload ?? {};
    const { answer } = await app.redeliver(payload, { num: 1, reason: 'http_timeout' });
    assert.equal(answer.status, 200);
    await share('after.pdf');
    assert.equal(workspace.direct(world.user.person).botMessages.length, before + 2, message.ts);
  });

  it('goes on over another connection when Slack renews or cuts it', async () => {
    const { socket } = world.slack;
    socket.disconnectAll();
    await eventually(() => socket.connections === 0);
    await isConnected();
    await share('renewed.pdf');
  }).timeout(30_000);

  it('survives frames that make no sense', async () => {
    const { socket } = world.slack;
    const frame = { type: 'events_api', accepts_response_payload: false } as const;
    await socket.send({ ...frame, payload: {} }, 300);
    await socket.send({ ...frame, payload: null }, 300);
    const { status } = await socket.send(
      { ...frame, payload: { type: 7, event: { type: 'message' } } },
      2_000,
    );
    assert.equal(status, 200);
    await share('unharmed.pdf');
    assert.equal(world.bot.hasEnded, false);
  });

  it('ends in order, and tells no token', async () => {
    assert.equal(await world.bot.stop(), 0);
    assert.equal(world.slack.socket.connections, 0);
    assert.doesNotMatch(world.bot.output, /xapp-|xoxb-|ticket=/);
  });
}).timeout(60_000);
