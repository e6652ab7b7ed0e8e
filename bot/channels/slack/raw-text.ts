import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { readEnvelope } from './slack-event.ts';
import { botUserOf, readNews } from './slack-news.ts';

/** The text of a message as Slack wrote it. */
export interface RawText {
  readonly text: string;
  /** The bot's user, who is mentioned in it by this. */
  readonly botUserId: string;
}

const withEnvelope = z.object({ SlackMessage: z.unknown().optional() });

/** What Slack wrote of a message; undefined if its activity does not have that. */
export function rawText({ channelData, recipient }: Activity): RawText | undefined {
  const envelope = withEnvelope.safeParse(channelData).data?.SlackMessage;
  const news = readNews(envelope);
  if (!news || news.kind === 'arrival') return undefined;
  return { text: news.text, botUserId: botUserOf(readEnvelope(envelope)) ?? recipient.id };
}
