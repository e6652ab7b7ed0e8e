import { z } from 'zod';
import { activityId, placeOf, tsOf } from './azure-ids.ts';

const outgoing = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  channelData: z.looseObject({ text: z.string().optional(), blocks: z.unknown() }).nullish(),
});

/** How the connector answers the bot. */
export interface ConnectorAnswer {
  readonly status: number;
  readonly body: object;
}

/** Calls a method of the Web API as Azure's app. */
export type CallSlack = (method: string, body: object) => Promise<Readonly<Record<string, unknown>>>;

const REFUSED: Readonly<Record<string, number>> = {
  not_in_channel: 403,
  channel_not_found: 404,
  message_not_found: 404,
};

/**
 * Does in Slack what the bot asks of the connector: a body for chat.postMessage in `channelData` is sent as it is.
 * @param path below `/v3/conversations/`, decoded
 */
export async function connectorCall(
  call: CallSlack,
  method: string,
  path: readonly string[],
  body: string,
): Promise<ConnectorAnswer> {
  const [conversation = '', , id] = path;
  const { channel, threadTs } = placeOf(conversation);
  if (method === 'DELETE' && id !== undefined) {
    return answerOf(await call('chat.delete', { channel, ts: tsOf(id) }));
  }
  const { type, text, channelData } = outgoing.parse(JSON.parse(body));
  if (type !== 'message') return { status: 200, body: {} };
  const content = {
    text: channelData?.text ?? text ?? '',
    ...(channelData && { blocks: channelData.blocks }),
  };
  if (method === 'PUT' && id !== undefined) {
    return answerOf(await call('chat.update', { channel, ts: tsOf(id), ...content }));
  }
  return answerOf(await call('chat.postMessage', { channel, thread_ts: threadTs, ...content }));
}

function answerOf({ ok, ts, error }: Readonly<Record<string, unknown>>): ConnectorAnswer {
  if (ok === true) return { status: 200, body: { id: activityId(String(ts)) } };
  const code = String(error);
  return { status: REFUSED[code] ?? 400, body: { error: { code, message: `Slack said ${code}.` } } };
}
