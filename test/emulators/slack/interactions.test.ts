import assert from 'node:assert/strict';
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type SlackEmulator, startSlackEmulator } from '../../../emulators/slack/start-slack-emulator.ts';
import type { SlackUser } from '../../../emulators/slack/user/slack-user.ts';
import { payloadOf, type Received, type Response, type StubApp, startStubApp } from './stub-app.ts';

const press = z.looseObject({
  actions: z.array(z.looseObject({ action_id: z.string(), value: z.string().optional() })),
  state: z.unknown(),
  channel: z.unknown(),
  message: z.looseObject({ ts: z.string() }),
});
const plain = (text: string) => ({ type: 'plain_text' as const, text });

const CARD = [
  { type: 'section', text: { type: 'mrkdwn', text: 'Send plan.pdf?' } },
  {
    type: 'section',
    block_id: 'where',
    text: plain('Where to'),
    accessory: {
      type: 'static_select',
      action_id: 'group',
      options: [
        { text: plain('Yard'), value: 'g1' },
        { text: plain('Crew'), value: 'g2' },
      ],
    },
  },
  {
    type: 'input',
    block_id: 'cap',
    label: plain('Caption'),
    optional: true,
    element: { type: 'plain_text_input', action_id: 'caption', max_length: 10 },
  },
  {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'send', text: plain('Send'), value: 'd-42' }],
  },
];

describe('what people do in the stand-in for Slack', () => {
  let slack: SlackEmulator;
  let app: StubApp;
  let client: WebClient;
  let asha: SlackUser;
  let respond: (request: Received) => Response;

  beforeEach(async () => {
    respond = () => undefined;
    app = await startStubApp((request) => respond(request));
    slack = await startSlackEmulator();
    slack.app.endpoint = app.url;
    client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
    asha = slack.createUser({ name: 'Asha Rao' });
  });

  afterEach(async () => {
    await slack.app.settled();
    await slack.close();
    await app.close();
  });

  const post = async () => {
    await client.chat.postMessage({ channel: asha.direct.id, text: 'card', blocks: CARD });
    return asha.direct.waitForText(/Send plan\.pdf/);
  };
  const interactions = () => app.received.filter(({ path }) => path === '/slack/interactive').map(payloadOf);
  const respondAt = async (url: unknown, body: object) => {
    const response = await fetch(String(url), { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as { error?: string } };
  };

  it('tells the app of a choice at once, and of what is typed with the button', async () => {
    const card = await post();
    await asha.presses(asha.direct, card, 'Send', { Caption: 'Site plan', group: 'Crew' });
    const [chosen, pressed] = interactions().map((payload) => press.parse(payload));
    assert.equal(chosen?.actions[0]?.action_id, 'group');
    assert.equal(pressed?.actions[0]?.value, 'd-42');
    assert.deepEqual(pressed?.state, {
      values: {
        where: { group: { type: 'static_select', selected_option: { text: plain('Crew'), value: 'g2' } } },
        cap: { caption: { type: 'plain_text_input', value: 'Site plan' } },
      },
    });
    assert.equal(pressed?.message.ts, card.ts);
    assert.deepEqual(pressed?.channel, { id: asha.direct.id, name: 'directmessage' });
  });

  it('lets nobody press what is not there, or type more than fits', async () => {
    const card = await post();
    await assert.rejects(asha.presses(asha.direct, card, 'Fly'), /There is no button "Fly". There is: Send/);
    await assert.rejects(
      asha.presses(asha.direct, card, 'Send', { Caption: 'x'.repeat(11) }),
      /10 characters/,
    );
    await assert.rejects(asha.presses(asha.direct, card, 'Send', { group: 'Hall' }), /There is: Yard, Crew/);
  });

  it('lets the app answer by a response_url, five times', async () => {
    const card = await post();
    await asha.presses(asha.direct, card, 'Send');
    const url = interactions().at(-1)?.response_url;
    const replaced = await respondAt(url, { replace_original: true, text: 'Sent' });
    assert.deepEqual(replaced, { status: 200, body: { ok: true } });
    await asha.direct.waitForUpdate(card, /^Sent$/);
    await respondAt(url, { text: 'psst' });
    await asha.direct.waitForEphemeral(asha.id, /^psst$/);
    await respondAt(url, { delete_original: true });
    assert.equal(asha.direct.find(card.ts), undefined);
    await respondAt(url, { response_type: 'in_channel', text: 'all' });
    await respondAt(url, { text: '5' });
    assert.deepEqual((await respondAt(url, { text: '6' })).body.error, 'used_url');
  });

  it('shows what a command is answered with', async () => {
    const general = slack.createChannel({ name: 'general', type: 'group', members: [asha] });
    respond = () => ({ body: { response_type: 'ephemeral', text: 'Hello' } });
    await asha.runs('/kaizala', 'status', { in: general });
    await general.waitForEphemeral(asha.id, /^Hello$/);
    const fields = new URLSearchParams(app.received[0]?.body);
    assert.deepEqual(
      [
        fields.get('command'),
        fields.get('text'),
        fields.get('channel_name'),
        fields.get('is_enterprise_install'),
      ],
      ['/kaizala', 'status', 'privategroup', 'false'],
    );
  });

  it('use a shortcut of a message', async () => {
    const { message } = await asha.says('look');
    await asha.usesShortcut(asha.direct, message, 'forward_message');
    const { type, callback_id, message: shown } = interactions().at(-1) ?? {};
    assert.deepEqual([type, callback_id], ['message_action', 'forward_message']);
    assert.equal((shown as { text: string }).text, 'look');
  });
});
