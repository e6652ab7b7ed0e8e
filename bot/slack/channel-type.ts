import { SlackError } from '../../services/slack/slack-error.ts';
import type { SlackPeople } from '../../services/slack/slack-people.ts';

/** A conversation as commands and shortcuts name it, who don't tell its type. */
export interface NamedChannel {
  readonly teamId: string;
  readonly channelId: string;
  /** `directmessage`, `mpdm-…` and `privategroup` where it is not public (the latter two inferred). */
  readonly channelName?: string | undefined;
}

/** How long Slack may take to tell, in milliseconds. */
const PATIENCE_MS = 900;

/** What kind of conversation it is, in the words of Slack's events. One that can't be told is a private channel. */
export async function channelType(
  { teamId, channelId, channelName }: NamedChannel,
  people: Pick<SlackPeople, 'channel'>,
): Promise<'im' | 'mpim' | 'channel' | 'group'> {
  if (channelId.startsWith('D')) return 'im';
  if (channelName?.startsWith('mpdm-')) return 'mpim';
  if (channelName !== undefined && channelName !== 'privategroup') return 'channel';
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    return (await people.channel({ teamId, channelId }, signal)).isGroupChat ? 'mpim' : 'group';
  } catch (error) {
    if (signal.aborted || error instanceof SlackError) return 'group';
    throw error;
  }
}
