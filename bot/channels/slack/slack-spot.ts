import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { isSlack } from './is-slack.ts';
import { readNews } from './slack-news.ts';
import { readPress } from './slack-payload.ts';

/** Which message or press an activity of Slack is about, by Slack's own names, which those of Azure don't tell. */
export type SlackSpot =
  | { readonly kind: 'message'; readonly channel: string; readonly ts: string; readonly threadTs?: string }
  | { readonly kind: 'press'; readonly pressId: string };

const slackData = z.object({ SlackMessage: z.unknown().optional(), Payload: z.unknown().optional() });

/** What an activity of Slack is about; undefined if it is of another channel, or about neither. */
export function slackSpot(activity: Activity): SlackSpot | undefined {
  if (!isSlack(activity)) return undefined;
  const { SlackMessage: envelope, Payload: payload } = slackData.safeParse(activity.channelData).data ?? {};
  const press = readPress(payload);
  if (press) return { kind: 'press', pressId: press.pressId };
  const news = readNews(envelope);
  if (!news || news.kind === 'arrival') return undefined;
  const { channel, ts, threadTs } = news;
  return { kind: 'message', channel, ts, ...(threadTs !== undefined && { threadTs }) };
}
