import { SlackError } from '../../../services/slack/slack-error.ts';
import type { SlackPeople } from '../../../services/slack/slack-people.ts';
import type { SlackPlace } from '../../channels/slack/slack-activity.ts';
import type { ShortcutMessage } from './shortcut-message.ts';

/** How long Slack may take to answer, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * Where the one message about a forward goes that somebody asked for with the shortcut: into the thread of the
 * message if the bot is in that conversation, else into its own direct message with that person.
 * @throws SlackError if it can't write to the person either
 */
export async function whereToTell(
  people: Pick<SlackPeople, 'channel' | 'directMessage'>,
  { teamId, channelId, channelType, ts, threadTs }: ShortcutMessage,
  userId: string,
): Promise<SlackPlace> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  if (channelType !== 'im' && (await isMember(people, { teamId, channelId }, signal))) {
    return { channel: channelId, channelType, threadTs: threadTs ?? ts };
  }
  const channel = await people.directMessage({ teamId, userId }, signal);
  // Direct messages go on without threads, unless people have begun one.
  return { channel, channelType: 'im', ...(channel === channelId && threadTs && { threadTs }) };
}

async function isMember(
  people: Pick<SlackPeople, 'channel'>,
  channel: { readonly teamId: string; readonly channelId: string },
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return (await people.channel(channel, signal)).isMember;
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return false;
  }
}
