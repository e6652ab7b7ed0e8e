import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { isMentioned, spokenText } from '../../../../bot/channels/mentions.ts';
import { readMessage } from '../../../../bot/channels/read-message.ts';
import { activityOfEvent } from '../../../../bot/channels/slack/activity-of-event.ts';
import { startsNothing } from '../../../../bot/channels/slack/starts-nothing.ts';
import { teamsOfEnvelope } from '../../../../bot/channels/slack/teams-of.ts';
import { replyInThread } from '../../../../bot/places/reply-in-thread.ts';
import { sourceKey } from '../../../../bot/places/source-key.ts';
import { envelope, MENTION, SHARED, WORKSPACE } from './envelopes.ts';

const OWN = {
  type: 'message',
  user: 'U0BOT001',
  bot_id: 'B0BOT001',
  app_id: 'A0APP001',
  bot_profile: { id: 'B0BOT001', deleted: false, name: 'MediaBot' },
  text: 'Processing...',
  ts: '1766458031.632339',
  thread_ts: '1766458026.240809',
  parent_user_id: 'U0ASHA01',
  channel: 'C0GEN001',
  channel_type: 'channel',
};

const TEXT = { ...SHARED, subtype: undefined, files: undefined };
const change = (message: object, before: object | undefined = SHARED) => ({
  type: 'message',
  subtype: 'message_changed',
  hidden: true,
  channel: 'C0GEN001',
  channel_type: 'channel',
  ts: '1766458033.001300',
  event_ts: '1766458033.001300',
  message: { ...SHARED, ...message },
  ...(before && { previous_message: before }),
});
const deletion = (before: object | undefined, fields: object = {}) => ({
  type: 'message',
  subtype: 'message_deleted',
  hidden: true,
  channel: 'C0GEN001',
  channel_type: 'channel',
  ts: '1766458040.000100',
  deleted_ts: SHARED.ts,
  ...(before && { previous_message: before }),
  ...fields,
});
const EDITED = { user: 'U0ASHA01', ts: '1766458033.000000' };
const THREAD = '1766458000.000001';

/** What an event makes, in short: type, kind of conversation, id of the conversation, id, text. */
const MADE: readonly (readonly [what: string, event: object, made: readonly (string | undefined)[]])[] = [
  ['a file in a channel', SHARED, ['message', 'channel', 'T0ACME01:C0GEN001', SHARED.ts, 'site plan']],
  [
    'a file in a private channel',
    { ...SHARED, channel: 'G0PRIV01', channel_type: 'group' },
    ['message', 'channel', 'T0ACME01:G0PRIV01', SHARED.ts, 'site plan'],
  ],
  [
    'a file in a group message',
    { ...SHARED, channel: 'G0MPIM01', channel_type: 'mpim' },
    ['message', 'groupChat', 'T0ACME01:G0MPIM01', SHARED.ts, 'site plan'],
  ],
  [
    'a file in a direct message, without a word',
    { ...SHARED, channel: 'D0DM0001', channel_type: 'im', text: '' },
    ['message', 'personal', 'T0ACME01:D0DM0001', SHARED.ts, ''],
  ],
  [
    'a file in a thread',
    { ...SHARED, thread_ts: THREAD, parent_user_id: 'U0RAVI01' },
    ['message', 'channel', `T0ACME01:C0GEN001:${THREAD}`, SHARED.ts, 'site plan'],
  ],
  [
    'a file in a thread that is shown in the channel too',
    { ...SHARED, subtype: 'thread_broadcast', thread_ts: THREAD },
    ['message', 'channel', `T0ACME01:C0GEN001:${THREAD}`, SHARED.ts, 'site plan'],
  ],
  ['text', TEXT, ['message', 'channel', 'T0ACME01:C0GEN001', SHARED.ts, 'site plan']],
  [
    'what somebody does',
    { ...TEXT, subtype: 'me_message' },
    ['message', 'channel', 'T0ACME01:C0GEN001', SHARED.ts, 'site plan'],
  ],
  ['a mention', MENTION, ['message', 'channel', 'T0ACME01:C0GEN001', SHARED.ts, '<@U0BOT001> site plan']],
  [
    'a mention in a direct message',
    { ...MENTION, channel: 'D0DM0001' },
    ['message', 'personal', 'T0ACME01:D0DM0001', SHARED.ts, '<@U0BOT001> site plan'],
  ],
  [
    'an edit',
    change({ text: 'better plan', edited: EDITED }),
    ['messageUpdate', 'channel', 'T0ACME01:C0GEN001', SHARED.ts, 'better plan'],
  ],
  [
    'an edit in a thread',
    change({ text: 'better plan', edited: EDITED, thread_ts: THREAD }, { ...SHARED, thread_ts: THREAD }),
    ['messageUpdate', 'channel', `T0ACME01:C0GEN001:${THREAD}`, SHARED.ts, 'better plan'],
  ],
  [
    'an edit without what was before',
    change({ text: 'better plan', edited: EDITED }, undefined),
    ['messageUpdate', 'channel', 'T0ACME01:C0GEN001', SHARED.ts, 'better plan'],
  ],
  ['a deletion', deletion(SHARED), ['messageDelete', 'channel', 'T0ACME01:C0GEN001', SHARED.ts, undefined]],
  [
    'a deletion without the time of what was deleted',
    deletion(SHARED, { deleted_ts: undefined }),
    ['messageDelete', 'channel', 'T0ACME01:C0GEN001', SHARED.ts, undefined],
  ],
  [
    'a deletion of which nothing more is told',
    deletion(undefined),
    ['messageDelete', 'channel', 'T0ACME01:C0GEN001', SHARED.ts, undefined],
  ],
  [
    'the deletion of all the files of a message',
    change({ files: [{ id: 'F0FILE01', mode: 'tombstone' }] }),
    ['messageDelete', 'channel', 'T0ACME01:C0GEN001', SHARED.ts, undefined],
  ],
  [
    'a deletion that leaves a tombstone, since others had answered',
    change({ subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.', hidden: true }),
    ['messageDelete', 'channel', 'T0ACME01:C0GEN001', SHARED.ts, undefined],
  ],
  [
    'the bot’s coming into a channel',
    { type: 'member_joined_channel', user: 'U0BOT001', channel: 'C0GEN001', channel_type: 'C' },
    ['conversationUpdate', 'channel', 'T0ACME01:C0GEN001', undefined, undefined],
  ],
];

/** What starts nothing, whoever looks at it. */
const NOTHING: readonly (readonly [what: string, event: object])[] = [
  ['its own message', OWN],
  ['its own message, without the mark of a bot', { ...OWN, bot_id: undefined, bot_profile: undefined }],
  ['its own file', { ...OWN, subtype: 'file_share', files: SHARED.files }],
  [
    'the update of its own message',
    change({ ...OWN, text: 'Done', edited: { user: 'B0BOT001', ts: '1766458033.000000' } }, OWN),
  ],
  ['the deletion of its own message', deletion(OWN)],
  ['another bot’s message', { ...TEXT, bot_id: 'B0OTHER1' }],
  ['another bot’s file', { ...SHARED, bot_id: 'B0OTHER1' }],
  ['a webhook’s message', { ...TEXT, subtype: 'bot_message', bot_id: 'B0HOOK01', user: undefined }],
  ['a workflow’s message', { ...TEXT, subtype: 'bot_message', user: undefined }],
  ['another bot’s edit', change({ bot_id: 'B0OTHER1', text: 'x', edited: EDITED })],
  ['the preview of a link', change({ attachments: [{ from_url: 'https://x.example' }] })],
  [
    'the preview of a link in what was edited before',
    change({ edited: EDITED }, { ...SHARED, edited: EDITED }),
  ],
  ['the first answer to a message', change({ reply_count: 1, thread_ts: SHARED.ts })],
  [
    'the deletion of one of its files',
    change({
      files: [
        { id: 'F0FILE01', mode: 'tombstone' },
        { ...SHARED.files[0], id: 'F0FILE02' },
      ],
    }),
  ],
  ['a hidden message', { ...TEXT, hidden: true }],
  ['Slack itself', { ...TEXT, user: 'USLACK' }],
  ['Slackbot', { ...TEXT, user: 'USLACKBOT' }],
  ['nobody’s message', { ...SHARED, user: undefined }],
  ['a message of nowhere', { ...SHARED, channel: undefined }],
  ...[
    'channel_join',
    'channel_leave',
    'channel_topic',
    'channel_purpose',
    'channel_name',
    'channel_archive',
    'channel_unarchive',
    'group_join',
    'group_leave',
    'message_replied',
    'ekm_access_denied',
    'tombstone',
    'reminder_add',
    'pinned_item',
    'something_new',
  ].map((subtype) => [subtype, { ...TEXT, subtype }] as const),
  ...['file_shared', 'file_deleted', 'file_public', 'file_change'].map(
    (type) => [type, { type, channel_id: 'C0GEN001', file_id: 'F0FILE01', user_id: 'U0ASHA01' }] as const,
  ),
  [
    'somebody’s coming',
    { type: 'member_joined_channel', user: 'U0ASHA01', channel: 'C0GEN001', channel_type: 'C' },
  ],
  ['app_home_opened', { type: 'app_home_opened', user: 'U0ASHA01', channel: 'D0DM0001', tab: 'home' }],
  ['reaction_added', { type: 'reaction_added', user: 'U0ASHA01', item: { channel: 'C0GEN001' } }],
  ['no type', {}],
];

describe('an event of Slack', () => {
  for (const [what, event, made] of MADE) {
    it(`that is ${what} makes ${made[0]}`, () => {
      const activity = made && activityOfEvent(envelope(event), WORKSPACE);
      assert.ok(activity);
      const { type, conversation, id, text } = activity;
      assert.deepEqual([type, conversation.conversationType, conversation.id, id, text], made);
      assert.equal(conversation.tenantId, 'T0ACME01');
      assert.equal(activity.channelId, 'slack');
      assert.equal(activity.serviceUrl, 'slack:direct');
      assert.equal(activity.recipient.id, 'U0BOT001');
      assert.equal(activity.channelData.SlackMessage.token, undefined);
      assert.equal(startsNothing(envelope(event)), false);
    });
  }

  for (const [what, event] of NOTHING) {
    it(`that is ${what} makes nothing`, () => {
      assert.equal(activityOfEvent(envelope(event), WORKSPACE), undefined);
      assert.equal(startsNothing(envelope(event)), true);
    });
  }

  for (const other of [undefined, null, 7, 'x', [], {}, { event: null }, { event: 'x' }]) {
    it(`is not ${JSON.stringify(other)}`, () => {
      assert.equal(activityOfEvent(other, WORKSPACE), undefined);
      assert.equal(startsNothing(other), true);
    });
  }

  it('is told from the bot’s own by the workspace, if it does not say itself who the bot is', () => {
    const anonymous = envelope({ ...OWN, bot_id: undefined }, { authorizations: undefined });
    assert.equal(startsNothing(anonymous), false);
    assert.equal(activityOfEvent(anonymous, WORKSPACE), undefined);
    const acts = envelope(SHARED, { authorizations: [{ user_id: 'U0ASHA01', is_bot: false }] });
    assert.equal(startsNothing(acts), false, 'a person for whom the app acts is not the bot');
  });

  it('speaks to the bot if it mentions it, and its words are what is left', () => {
    const activity = made(MENTION);
    assert.equal(isMentioned(activity), true);
    assert.equal(spokenText(activity), 'site plan');
    assert.equal(isMentioned(made({ ...TEXT, text: 'hello <@U0RAVI01> &lt;@U0BOT001&gt;' })), false);
    assert.equal(spokenText(made({ ...TEXT, text: 'plan <@U0BOT001|mediabot>, B' })), 'plan , B');
  });

  it('names its message alike as twin, edit and deletion, in threads or not', () => {
    const inThread = { ...SHARED, thread_ts: THREAD };
    const keys = [
      SHARED,
      MENTION,
      inThread,
      change({ text: 'b' }),
      change({ text: 'b', thread_ts: THREAD }),
      deletion(SHARED),
      deletion(inThread),
    ].map((event) => sourceKey(made(event)));
    assert.deepEqual([...new Set(keys)], [`slack|T0ACME01:C0GEN001|${SHARED.ts}`]);
  });

  it('is answered in its thread where others are, and where it is said in a direct message', () => {
    const direct = { ...SHARED, channel: 'D0DM0001', channel_type: 'im' };
    for (const [event, id] of [
      [SHARED, `T0ACME01:C0GEN001:${SHARED.ts}`],
      [{ ...SHARED, channel: 'G0MPIM01', channel_type: 'mpim' }, `T0ACME01:G0MPIM01:${SHARED.ts}`],
      [{ ...SHARED, thread_ts: THREAD }, `T0ACME01:C0GEN001:${THREAD}`],
      [direct, 'T0ACME01:D0DM0001'],
      [{ ...direct, thread_ts: THREAD }, `T0ACME01:D0DM0001:${THREAD}`],
    ] as const) {
      const activity = made(event);
      replyInThread(activity);
      assert.equal(activity.conversation.id, id);
    }
  });

  it('brings its files with their sizes', () => {
    const { files, lookup, namesFiles } = readMessage(made(SHARED));
    assert.deepEqual(
      files.map((file) => ['name' in file && file.name, 'size' in file && file.size]),
      [['plan.pdf', 214_244]],
    );
    assert.equal(lookup, undefined);
    assert.equal(namesFiles, false);
  });

  it('names files that have to be asked for', () => {
    const stub = { id: 'F0CON001', mode: 'file_access', file_access: 'check_file_info' };
    const message = readMessage(made({ ...SHARED, files: [stub] }));
    assert.deepEqual(message, {
      files: [],
      lookup: { kind: 'slackFiles', teamId: 'T0ACME01', fileIds: ['F0CON001'] },
      namesFiles: true,
    });
    for (const files of [undefined, null, 'x', [], [null, 7]]) {
      assert.deepEqual(readMessage(made({ ...SHARED, files })), { files: [], namesFiles: false });
    }
  });

  it('is for the workspace on whose behalf it came', () => {
    const shared = { team_id: 'T0OTHER1', context_team_id: 'T0CTX001' };
    assert.deepEqual(teamsOfEnvelope(envelope(SHARED, shared)), ['T0ACME01', 'T0CTX001', 'T0OTHER1']);
    assert.deepEqual(teamsOfEnvelope(envelope(SHARED, { ...shared, authorizations: [] })), [
      'T0CTX001',
      'T0OTHER1',
    ]);
    assert.deepEqual(teamsOfEnvelope('x'), []);
  });
});

function made(event: object): Activity {
  const activity = activityOfEvent(envelope(event), WORKSPACE);
  assert.ok(activity);
  return activity;
}
