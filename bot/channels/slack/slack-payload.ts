import { z } from 'zod';
import { id } from './slack-event.ts';

const slackPayload = z.object({
  user: z.object({ id: z.string().min(1), name: id, username: id }),
  container: z.object({ message_ts: id, channel_id: id, thread_ts: id }).catch({}),
  channel: z.object({ id }).nullish().catch(undefined),
  message: z.object({ ts: id, thread_ts: id }).optional().catch(undefined),
  trigger_id: id,
  actions: z.tuple([z.object({ action_ts: id })], z.unknown()),
});

/** What somebody pressed on a message. */
export interface SlackPress {
  readonly channel: string;
  readonly threadTs: string | undefined;
  /** Of the message that holds what was pressed. */
  readonly messageTs: string | undefined;
  readonly user: string;
  readonly userName: string;
  /** Differs for each press. */
  readonly pressId: string;
}

/** Reads a press on a message; undefined if it is something else, such as one in a modal. */
export function readPress(payload: unknown): SlackPress | undefined {
  const { data } = slackPayload.safeParse(payload);
  const channel = data?.channel?.id ?? data?.container.channel_id;
  if (!data || channel === undefined) return undefined;
  const { user, container, message, actions, trigger_id } = data;
  const messageTs = container.message_ts ?? message?.ts;
  const threadTs = container.thread_ts ?? message?.thread_ts;
  return {
    channel,
    threadTs,
    messageTs,
    user: user.id,
    userName: user.name ?? user.username ?? '',
    pressId: actions[0].action_ts ?? trigger_id ?? crypto.randomUUID(),
  };
}
