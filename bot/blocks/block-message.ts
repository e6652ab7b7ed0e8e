import type { KnownBlock } from '@slack/web-api';
import type { Activity } from 'botbuilder';
import { escapeText } from '../slack/slack-text.ts';
import { cut } from './cut.ts';
import { LIMITS } from './limits.ts';

/**
 * A message of blocks, as both ways to Slack take it: the body of a chat.postMessage.
 * @param text what notifications show; it may have names from outside
 */
export function blockMessage(text: string, blocks: readonly KnownBlock[]): Partial<Activity> {
  // Escaped it may be five times as long.
  const fallback = escapeText(cut(text.toWellFormed(), Math.floor(LIMITS.messageText / 5)));
  return { type: 'message', channelData: { text: fallback, blocks } };
}
