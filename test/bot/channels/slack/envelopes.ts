import type { SlackWorkspace } from '../../../../services/slack/slack-workspace.ts';

/** What the bot is in the workspace of the samples. */
export const WORKSPACE: SlackWorkspace = {
  teamId: 'T0ACME01',
  botToken: 'xoxb-1',
  botUserId: 'U0BOT001',
  botId: 'B0BOT001',
};

const AUTHORIZATION = {
  enterprise_id: null,
  team_id: 'T0ACME01',
  user_id: 'U0BOT001',
  is_bot: true,
  is_enterprise_install: false,
};

/** An event as the Events API delivers it. */
export function envelope(event: object, fields: object = {}) {
  return {
    token: 'vt',
    team_id: 'T0ACME01',
    context_team_id: 'T0ACME01',
    context_enterprise_id: null,
    api_app_id: 'A0APP001',
    type: 'event_callback',
    event_id: 'Ev0A4QA0FC8P',
    event_time: 1_766_458_026,
    is_ext_shared_channel: false,
    event_context: '4-eyJl',
    authorizations: [AUTHORIZATION],
    event,
    ...fields,
  };
}

export const FILE = {
  id: 'F0FILE01',
  name: 'plan.pdf',
  mimetype: 'application/pdf',
  size: 214_244,
  mode: 'hosted',
  file_access: 'visible',
  url_private: 'https://files.slack.com/files-pri/T0ACME01-F0FILE01/plan.pdf',
  url_private_download: 'https://files.slack.com/files-pri/T0ACME01-F0FILE01/download/plan.pdf',
};

const TS = '1766458026.240809';

/** A person's message with a file in a public channel. */
export const SHARED = {
  type: 'message',
  subtype: 'file_share',
  text: 'site plan',
  user: 'U0ASHA01',
  upload: false,
  display_as_bot: false,
  ts: TS,
  event_ts: TS,
  client_msg_id: '66cc9473-12a2-4934-bd57-301917883ae3',
  channel: 'C0GEN001',
  channel_type: 'channel',
  files: [FILE],
};

const { subtype, channel_type, ...unmarked } = SHARED;

/** Its twin, had it mentioned the bot. */
export const MENTION = { ...unmarked, type: 'app_mention', text: '<@U0BOT001> site plan' };

/** A press of a button of ours. */
export function press(data: object, fields: object = {}) {
  return {
    type: 'block_actions',
    user: { id: 'U0ASHA01', username: 'asha', name: 'asha', team_id: 'T0ACME01' },
    api_app_id: 'A0APP001',
    token: 'vt',
    container: {
      type: 'message',
      message_ts: '1767326126.896109',
      channel_id: 'D0DM0001',
      is_ephemeral: false,
      thread_ts: '1767326125.870439',
    },
    trigger_id: '102.390.2e25',
    team: { id: 'T0ACME01', domain: 'acme' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: 'D0DM0001', name: 'directmessage' },
    message: {
      type: 'message',
      user: 'U0BOT001',
      bot_id: 'B0BOT001',
      ts: '1767326126.896109',
      text: 'Forward?',
      blocks: [],
    },
    state: { values: { cap: { caption: { type: 'plain_text_input', value: 'Site plan' } } } },
    response_url: 'https://hooks.slack.com/actions/T0ACME01/1/abc',
    actions: [
      {
        type: 'button',
        action_id: 'forward',
        block_id: 'P0z+f',
        value: JSON.stringify(data),
        action_ts: '1767326130.289415',
      },
    ],
    ...fields,
  };
}
