import assert from 'node:assert/strict';
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import {
  type SlackEmulator,
  type SlackEmulatorOptions,
  startSlackEmulator,
} from '../../../emulators/slack/start-slack-emulator.ts';
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

const MODAL = {
  type: 'modal' as const,
  callback_id: 'caption_form',
  private_metadata: 'd-42',
  title: plain('Caption'),
  submit: plain('Send'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'cap',
      label: plain('Caption'),
      element: { type: 'plain_text_input' as const, action_id: 'caption' },
    },
    {
      type: 'input' as const,
      block_id: 'to',
      label: plain('Group'),
      optional: true,
      element: { type: 'external_select' as const, action_id: 'group', min_query_length: 0 },
    },
  ],
};

describe('what people do in the stand-in for Slack', () => {
  let slack: SlackEmulator;
  let app: StubApp;
  let client: WebClient;
  let asha: SlackUser;
  let respond: (request: Received) => Response;

  beforeEach(async () => {
    respond = () => undefined;
    app = await startStubApp((request) => respond(request));
    await begin();
  });

  const begin = async (options?: SlackEmulatorOptions) => {
    slack = await startSlackEmulator(options);
    slack.app.endpoint = app.url;
    client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
    asha = slack.createUser({ name: 'Asha Rao' });
  };

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
  const trigger = () => String(interactions().at(-1)?.trigger_id);
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

  it('opens a modal by a trigger, once', async () => {
    await asha.presses(asha.direct, await post(), 'Send');
    const trigger_id = trigger();
    await client.views.open({ trigger_id, view: MODAL });
    assert.equal((await asha.waitForModal()).modal.callback_id, 'caption_form');
    await assert.rejects(client.views.open({ trigger_id, view: MODAL }), /exchanged_trigger_id/);
    await assert.rejects(client.views.open({ trigger_id: '1.2.3', view: MODAL }), /invalid_trigger_id/);
  });

  it('opens no modal too late', async () => {
    await slack.close();
    await begin({ triggerLifeMs: 0 });
    await asha.presses(asha.direct, await post(), 'Send');
    await assert.rejects(client.views.open({ trigger_id: trigger(), view: MODAL }), /expired_trigger_id/);
  });

  describe('with a modal', () => {
    beforeEach(async () => {
      await asha.presses(asha.direct, await post(), 'Send');
      await client.views.open({ trigger_id: trigger(), view: MODAL });
    });

    it('submit it, and it goes away', async () => {
      const { errors } = await asha.submitsModal({ Caption: 'Site plan' });
      assert.deepEqual(errors, {});
      assert.equal(asha.modal, undefined);
      const { type, view } = interactions().at(-1) ?? {};
      assert.equal(type, 'view_submission');
      const { state, private_metadata, callback_id } = view as Record<string, unknown>;
      assert.deepEqual([private_metadata, callback_id], ['d-42', 'caption_form']);
      assert.deepEqual(state, {
        values: {
          cap: { caption: { type: 'plain_text_input', value: 'Site plan' } },
          to: { group: { type: 'external_select', selected_option: null } },
        },
      });
    });

    it('have to fill it in, and read what is wrong', async () => {
      await assert.rejects(asha.submitsModal(), /"Caption" has to be filled in/);
      respond = () => ({ body: { response_action: 'errors', errors: { cap: 'Too long' } } });
      assert.deepEqual((await asha.submitsModal({ Caption: 'x' })).errors, { cap: 'Too long' });
      assert.ok(asha.modal);
      respond = () => ({ body: { response_action: 'errors', errors: { nowhere: 'x' } } });
      await assert.rejects(asha.submitsModal(), /No input block is called nowhere/);
    });

    it('see another one after it, or over it', async () => {
      const view = { ...MODAL, title: plain('Another') };
      respond = () => ({ body: { response_action: 'push', view } });
      await asha.submitsModal({ Caption: 'x' });
      assert.equal(asha.modal?.modal.title.text, 'Another');
      respond = () => ({ body: { response_action: 'clear' } });
      await asha.submitsModal({ Caption: 'x' });
      assert.equal(asha.modal, undefined);
    });

    it('search in a menu that asks the app', async () => {
      respond = (request) =>
        payloadOf(request).type === 'block_suggestion'
          ? { body: { options: [{ text: plain('Yard'), value: 'g1' }] } }
          : undefined;
      assert.deepEqual(await asha.searches('Group', 'ya'), [{ text: plain('Yard'), value: 'g1' }]);
      await asha.submitsModal({ Caption: 'x', Group: 'Yard' });
      const { view } = interactions().at(-1) ?? {};
      assert.match(JSON.stringify(view), /"selected_option":\{[^}]+\},"value":"g1"\}/);
    });

    it('close it, which the app is told if it wants to be', async () => {
      await asha.closesModal();
      assert.equal(asha.modal, undefined);
      assert.equal(interactions().at(-1)?.type, 'view_closed');
    });

    it('keep what the app shows in its place', async () => {
      const { id, hash } = await asha.waitForModal();
      await client.views.update({ view_id: id, hash, view: { ...MODAL, title: plain('New') } });
      assert.equal(asha.modal?.modal.title.text, 'New');
      await assert.rejects(client.views.update({ view_id: id, hash, view: MODAL }), /hash_conflict/);
    });
  });

  it('use a shortcut of a message', async () => {
    const { message } = await asha.says('look');
    await asha.usesShortcut(asha.direct, message, 'forward_message');
    const { type, callback_id, message: shown } = interactions().at(-1) ?? {};
    assert.deepEqual([type, callback_id], ['message_action', 'forward_message']);
    assert.equal((shown as { text: string }).text, 'look');
  });
});
