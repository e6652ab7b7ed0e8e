import { z } from 'zod';
import type { Workspace } from '../workspace/workspace.ts';
import { activityId, conversationId } from './azure-ids.ts';

const file = z.looseObject({
  name: z.string().nullish(),
  mimetype: z.string().optional(),
  url_private: z.string().optional(),
});

const message = z.looseObject({
  user: z.string().optional(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  files: z.array(file).default([]),
});

const event = z.looseObject({
  type: z.literal('message'),
  subtype: z.string().optional(),
  channel: z.string(),
  channel_type: z.string(),
  deleted_ts: z.string().optional(),
  message: message.optional(),
  previous_message: message.optional(),
});

export interface AzureActivity {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What Azure's Slack channel adds to every activity of a workspace. */
export interface AzureSide {
  readonly workspace: Workspace;
  readonly serviceUrl: string;
  /** The bot's token, which comes along with everything. */
  readonly apiToken: string;
}

/**
 * The activity that Azure makes of an event; undefined for those that it does not pass on. With files its text is
 * the name of the first, not what the person wrote.
 */
export function eventActivity(
  envelope: Readonly<Record<string, unknown>>,
  side: AzureSide,
): AzureActivity | undefined {
  const parsed = event.safeParse(envelope.event);
  if (!parsed.success) return undefined;
  const {
    subtype,
    channel,
    channel_type,
    deleted_ts,
    message: changed,
    previous_message: before,
  } = parsed.data;
  const said = changed ?? before ?? message.safeParse(envelope.event).data;
  if (said === undefined) return undefined;
  const { user = '', text, thread_ts, files } = said;
  const [first] = files;
  return {
    ...around(side, { channel, threadTs: thread_ts, isGroup: channel_type !== 'im', user }),
    type: TYPES[subtype ?? ''] ?? 'message',
    id: activityId(deleted_ts ?? said.ts),
    text: first?.name ?? text,
    attachments: files.map(({ name, mimetype, url_private }) => ({
      contentType: mimetype ?? 'application/octet-stream',
      contentUrl: url_private,
      name,
    })),
    channelData: { SlackMessage: envelope, ApiToken: side.apiToken },
  };
}

const TYPES: Readonly<Record<string, string>> = {
  message_changed: 'messageUpdate',
  message_deleted: 'messageDelete',
};

interface Told {
  readonly channel: string;
  readonly threadTs: string | undefined;
  readonly isGroup: boolean;
  readonly user: string;
}

/** What every activity has around it. */
export function around({ workspace, serviceUrl }: AzureSide, { channel, threadTs, isGroup, user }: Told) {
  const { team, bot, people } = workspace;
  return {
    timestamp: new Date().toISOString(),
    channelId: 'slack',
    serviceUrl,
    from: { id: `${user}:${team.id}`, name: people.get(user)?.account ?? user },
    recipient: { id: `${bot.botId}:${team.id}`, name: 'mediabot' },
    conversation: { isGroup, id: conversationId(workspace, channel, threadTs) },
  };
}
