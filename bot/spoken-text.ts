import type { Activity } from 'botbuilder';
import { withoutMention } from './own-mention.ts';

/** What a message says, without the mentions of the bot, and with other people's names as they are written. */
export function spokenText(activity: Activity): string {
  return withoutMention(activity)
    .replace(/<at(?:\s[^<>]*)?>([^<>]*)<\/at>/gi, '$1')
    .trim();
}
