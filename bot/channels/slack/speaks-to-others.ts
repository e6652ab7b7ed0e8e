import type { Activity } from 'botbuilder';
import { rawText } from './raw-text.ts';

/** Whether a message begins with the mention of somebody: it is meant for them, whatever the bot waits for. */
export function speaksToOthers(activity: Activity): boolean {
  const { text = '', botUserId } = rawText(activity) ?? {};
  const [, user] = /^\s*<@([A-Z0-9]+)[|>]/.exec(text) ?? [];
  return user !== undefined && user !== botUserId;
}
