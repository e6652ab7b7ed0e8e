import { readNews } from './slack-news.ts';

/**
 * Whether an event of Slack certainly starts nothing, told by the event alone, before anybody is asked whose
 * workspace it is.
 */
export function startsNothing(envelope: unknown): boolean {
  return readNews(envelope) === undefined;
}
