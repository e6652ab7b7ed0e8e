import { readEnvelope, type SlackEnvelope, type SlackEvent, type SlackMessage } from './slack-event.ts';

/** A message of a person, as it was, is now, or was until it was deleted. */
export interface SlackSaid {
  readonly kind: 'message' | 'edit' | 'deletion';
  readonly channel: string;
  /** Absent of mentions, whose twins have one. */
  readonly channelType: string | undefined;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly user: string;
  readonly userName: string | undefined;
  /** As Slack writes it. */
  readonly text: string;
}

/** The bot has come into a channel. */
export interface SlackArrival {
  readonly kind: 'arrival';
  readonly channel: string;
  readonly channelType: string | undefined;
}

export type SlackNews = SlackSaid | SlackArrival;

/** What the news of a message are as activities. */
export const ACTIVITY_TYPES = {
  message: 'message',
  edit: 'messageUpdate',
  deletion: 'messageDelete',
} as const satisfies Record<SlackSaid['kind'], string>;

/** What a person's own message can be. Anything else is said of people, or by bots. */
const PERSONS: ReadonlySet<string | undefined> = new Set([
  undefined,
  'file_share',
  'thread_broadcast',
  'me_message',
]);

/** No user has this id. */
const SOMEBODY = 'unknown';

const SLACK_ITSELF: ReadonlySet<string> = new Set(['USLACK', 'USLACKBOT']);

/** Stands where a message was deleted that others had answered, and is the mode of a deleted file. Inferred. */
const TOMBSTONE = 'tombstone';

/**
 * What an event tells that concerns the bot. Undefined: it starts nothing, like the bot's own messages and what
 * became of them, those of other bots and workflows, and joins.
 * @param botUserId the bot's user, if that is known from elsewhere than the event
 */
export function readNews(envelope: unknown, botUserId?: string): SlackNews | undefined {
  const read = readEnvelope(envelope);
  if (!read) return undefined;
  const bots = new Set([botUserOf(read), botUserId].filter((bot) => bot !== undefined));
  const { event } = read;
  if (event.type === 'member_joined_channel') return readArrival(event, bots);
  if (event.type !== 'message' && event.type !== 'app_mention') return undefined;
  if (event.subtype === 'message_changed') return readChange(event, bots);
  if (event.subtype === 'message_deleted') return readDeletion(event, bots);
  if (event.hidden || !PERSONS.has(event.subtype)) return undefined;
  return readSaid('message', event, event, bots);
}

/** The bot's user by the event itself. An app may act for people as well, who are not the bot. */
export function botUserOf(envelope: SlackEnvelope | undefined): string | undefined {
  return envelope?.authorizations.find(({ is_bot }) => is_bot !== false)?.user_id;
}

/** As long as the bot's user is not known, it may be anybody who has come. */
function readArrival({ user, channel, channel_type }: SlackEvent, bots: ReadonlySet<string>) {
  if (!user || !channel || (bots.size > 0 && !bots.has(user))) return undefined;
  return { kind: 'arrival', channel, channelType: channel_type } as const;
}

/** Slack tells of previews of links, and of the threads of messages, as changes of these too. */
function readChange(event: SlackEvent, bots: ReadonlySet<string>): SlackSaid | undefined {
  const { message, previous_message: before } = event;
  if (!message) return undefined;
  if (message.subtype === TOMBSTONE) return readSaid('deletion', event, { ...before, ts: message.ts }, bots);
  if (isTakenBack(message)) return readSaid('deletion', event, message, bots);
  const isEdit = before ? before.text !== message.text : message.edited !== undefined;
  if (!isEdit || !PERSONS.has(message.subtype)) return undefined;
  return readSaid('edit', event, message, bots);
}

/** Whether all that a message shared was deleted, so that for us it is deleted as well, whatever else it says. */
function isTakenBack({ files = [] }: SlackMessage): boolean {
  return files.length > 0 && files.every(({ mode }) => mode === TOMBSTONE);
}

/** Of what was deleted Slack need not say whose it was. */
function readDeletion(event: SlackEvent, bots: ReadonlySet<string>): SlackSaid | undefined {
  const { deleted_ts, previous_message: before } = event;
  const { user = SOMEBODY } = before ?? {};
  return readSaid('deletion', event, { ...before, user, ts: deleted_ts ?? before?.ts }, bots);
}

function readSaid(
  kind: SlackSaid['kind'],
  { channel, channel_type }: SlackEvent,
  { user, bot_id, ts, thread_ts, text = '', user_profile }: Partial<SlackMessage>,
  bots: ReadonlySet<string>,
): SlackSaid | undefined {
  if (!channel || !ts || !user || bot_id || bots.has(user) || SLACK_ITSELF.has(user)) return undefined;
  return {
    kind,
    channel,
    channelType: channel_type,
    ts,
    threadTs: thread_ts,
    user,
    userName: user_profile?.display_name ?? user_profile?.real_name,
    text,
  };
}
