import type { Block } from '@slack/web-api';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { slackWords } from './slack-text.ts';

const drawn = z.looseObject({
  text: z.string().default(''),
  blocks: z.array(z.looseObject({ type: z.string() })),
});

/** What chat.postMessage and its kin are told to show. */
export interface OutgoingMessage {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Whether the bot only speaks, rather than to show something that stays. */
  readonly isWords: boolean;
}

/** Reads what an activity shows: Block Kit of ours in its `channelData`, else its text. */
export function outgoingMessage({ channelData, text, textFormat }: Partial<Activity>): OutgoingMessage {
  const { data } = drawn.safeParse(channelData);
  if (data) return { text: data.text, blocks: data.blocks, isWords: false };
  return { ...slackWords(text ?? '', textFormat === 'plain'), isWords: true };
}
