import assert from 'node:assert/strict';
import { WebClient } from '@slack/web-api';
import {
  type SlackEmulator,
  type SlackEmulatorOptions,
  startSlackEmulator,
} from '../../../emulators/slack/start-slack-emulator.ts';
import type { SlackUser } from '../../../emulators/slack/user/slack-user.ts';
import { payloadOf, type Received, type Response, type StubApp, startStubApp } from './stub-app.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

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

describe('modals in the stand-in for Slack', () => {
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
    await slack.close();
    await app.close();
  });

  const interactions = () => app.received.filter(({ path }) => path === '/slack/interactive').map(payloadOf);
  const trigger = async () => String((await asha.runs('/kaizala')).payload.trigger_id);

  it('open by a trigger, once', async () => {
    const trigger_id = await trigger();
    await client.views.open({ trigger_id, view: MODAL });
    assert.equal((await asha.waitForModal()).modal.callback_id, 'caption_form');
    await assert.rejects(client.views.open({ trigger_id, view: MODAL }), /exchanged_trigger_id/);
    await assert.rejects(client.views.open({ trigger_id: '1.2.3', view: MODAL }), /invalid_trigger_id/);
  });

  it('do not open too late', async () => {
    await slack.close();
    await begin({ triggerLifeMs: 0 });
    await assert.rejects(
      client.views.open({ trigger_id: await trigger(), view: MODAL }),
      /expired_trigger_id/,
    );
  });

  describe('before a person', () => {
    beforeEach(async () => {
      await client.views.open({ trigger_id: await trigger(), view: MODAL });
    });

    it('go away when they are submitted', async () => {
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

    it('have to be filled in, and say what is wrong', async () => {
      await assert.rejects(asha.submitsModal(), /"Caption" has to be filled in/);
      respond = () => ({ body: { response_action: 'errors', errors: { cap: 'Too long' } } });
      assert.deepEqual((await asha.submitsModal({ Caption: 'x' })).errors, { cap: 'Too long' });
      assert.ok(asha.modal);
      respond = () => ({ body: { response_action: 'errors', errors: { nowhere: 'x' } } });
      await assert.rejects(asha.submitsModal(), /No input block is called nowhere/);
    });

    it('can be followed by another one, or lie below it', async () => {
      const view = { ...MODAL, title: plain('Another') };
      respond = () => ({ body: { response_action: 'push', view } });
      await asha.submitsModal({ Caption: 'x' });
      assert.equal(asha.modal?.modal.title.text, 'Another');
      respond = () => ({ body: { response_action: 'clear' } });
      await asha.submitsModal({ Caption: 'x' });
      assert.equal(asha.modal, undefined);
    });

    it('can hold a menu that asks the app', async () => {
      respond = (request) =>
        payloadOf(request).type === 'block_suggestion'
          ? { body: { options: [{ text: plain('Yard'), value: 'g1' }] } }
          : undefined;
      assert.deepEqual(await asha.searches('Group', 'ya'), [{ text: plain('Yard'), value: 'g1' }]);
      await asha.submitsModal({ Caption: 'x', Group: 'Yard' });
      const { view } = interactions().at(-1) ?? {};
      assert.match(JSON.stringify(view), /"selected_option":\{[^}]+\},"value":"g1"\}/);
    });

    it('can be closed, which the app is told if it wants to be', async () => {
      await asha.closesModal();
      assert.equal(asha.modal, undefined);
      assert.equal(interactions().at(-1)?.type, 'view_closed');
    });

    it('can be changed by the app, as long as it knows them', async () => {
      const { id, hash } = await asha.waitForModal();
      await client.views.update({ view_id: id, hash, view: { ...MODAL, title: plain('New') } });
      assert.equal(asha.modal?.modal.title.text, 'New');
      await assert.rejects(client.views.update({ view_id: id, hash, view: MODAL }), /hash_conflict/);
    });
  });
});
