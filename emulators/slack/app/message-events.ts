import { newTs } from '../new-ts.ts';
import type { Channel } from '../workspace/channel.ts';
import type { SlackMessage } from '../workspace/message.ts';
import { messageJson } from '../workspace/message-json.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A message that was posted, as the event of it. */
export function postedEvent(channel: Channel, message: SlackMessage, workspace: Workspace) {
  return {
    ...messageJson(message, workspace),
    ...(message.files.length > 0 &&
      message.botId === undefined && { subtype: 'file_share', upload: false, display_as_bot: false }),
    ...parentOf(channel, message),
    channel: channel.id,
    channel_type: channel.type,
    event_ts: message.ts,
  };
}

/** The twin of a message that mentions the bot: no subtype, no type of channel. */
export function mentionEvent(channel: Channel, message: SlackMessage, workspace: Workspace) {
  return {
    ...messageJson(message, workspace),
    type: 'app_mention',
    ...(message.files.length > 0 && { upload: false, display_as_bot: false }),
    ...parentOf(channel, message),
    channel: channel.id,
    event_ts: message.ts,
  };
}

/** A message that came to read otherwise. */
export function changedEvent(
  channel: Channel,
  before: SlackMessage,
  after: SlackMessage,
  workspace: Workspace,
) {
  return {
    ...hidden(channel, 'message_changed'),
    message: messageJson(after, workspace),
    previous_message: messageJson(before, workspace),
  };
}

/** A message that was taken away. */
export function deletedEvent(channel: Channel, before: SlackMessage, workspace: Workspace) {
  return {
    ...hidden(channel, 'message_deleted'),
    deleted_ts: before.ts,
    previous_message: messageJson(before, workspace),
  };
}

/** A message that was taken away while a thread hangs from it: a note of Slack stands in its place. */
export function tombstoneEvent(channel: Channel, before: SlackMessage, workspace: Workspace) {
  return {
    ...hidden(channel, 'message_changed'),
    message: {
      type: 'message',
      subtype: 'tombstone',
      text: 'This message was deleted.',
      user: 'USLACKBOT',
      hidden: true,
      ts: before.ts,
      thread_ts: before.ts,
    },
    previous_message: messageJson(before, workspace),
  };
}

/** Somebody has come into a conversation, as the event that is no message tells it. */
export function joinedEvent(channel: Channel, userId: string, inviter: string, { team }: Workspace) {
  return {
    type: 'member_joined_channel',
    user: userId,
    channel: channel.id,
    channel_type: channel.type === 'channel' ? 'C' : 'G',
    team: team.id,
    ...(inviter !== userId && { inviter }),
    event_ts: newTs(),
  };
}

/** Somebody has come into a conversation, or has left it. */
export function memberEvent(channel: Channel, userId: string, has: 'join' | 'leave') {
  const ts = newTs();
  return {
    type: 'message',
    subtype: `${channel.type === 'group' ? 'group' : 'channel'}_${has}`,
    user: userId,
    text: `<@${userId}> has ${has === 'join' ? 'joined' : 'left'} the channel`,
    channel: channel.id,
    channel_type: channel.type,
    ts,
    event_ts: ts,
  };
}

function hidden(channel: Channel, subtype: string) {
  const ts = newTs();
  return {
    type: 'message',
    subtype,
    hidden: true,
    channel: channel.id,
    channel_type: channel.type,
    ts,
    event_ts: ts,
  };
}

function parentOf(channel: Channel, { threadTs }: SlackMessage) {
  const parent = threadTs === undefined ? undefined : channel.find(threadTs);
  return parent === undefined ? {} : { parent_user_id: parent.userId };
}
