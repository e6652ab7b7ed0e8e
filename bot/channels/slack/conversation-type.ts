import type { Place } from '../../places/place.ts';

const TYPES: Readonly<Record<string, Place>> = {
  im: 'personal',
  app_home: 'personal',
  mpim: 'groupChat',
  channel: 'channel',
  group: 'channel',
};

/**
 * What kind of conversation an event of Slack comes from. Where its type is not told, as with mentions and
 * presses, the letter that its id begins with tells whether it has others in it.
 */
export function conversationType(channelId: string, channelType?: string): Place {
  return TYPES[channelType ?? ''] ?? (channelId.startsWith('D') ? 'personal' : 'channel');
}
